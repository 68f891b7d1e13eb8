namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>Where Adam's ε stands.</summary>
public enum EpsilonMode
{
    /// <summary>m̂ / (√v̂ + ε), as in the paper's algorithm and PyTorch.</summary>
    Paper,

    /// <summary>m / (√v + ε̂) · √(1 − β₂ᵗ)/(1 − β₁ᵗ), as TensorFlow, Keras and the paper's more efficient form.</summary>
    EpsilonHat,
}

/// <summary>
/// m ← β₁m + (1 − β₁)u, v ← β₂v + (1 − β₂)u², u ← m̂ / (√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
/// With <see cref="AmsGrad"/> the largest v so far takes v's place. Kingma and Ba, 2015; Reddi et al., 2018.
/// </summary>
public sealed record ScaleByAdam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, EpsilonMode Mode = EpsilonMode.Paper, bool AmsGrad = false) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly ScaleByAdam _recipe;
        private readonly Tensor _mean, _square;
        private readonly Tensor? _largest;

        public Link(ScaleByAdam recipe, UpdateContext context)
        {
            _recipe = recipe;
            _mean = Keep("m", context.NewState());
            _square = Keep("v", context.NewState());
            if (recipe.AmsGrad) _largest = Keep("vmax", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            var (beta1, beta2, epsilon) = (_recipe.Beta1, _recipe.Beta2, _recipe.Epsilon);
            double first = 1 - Math.Pow(beta1, step.Count), second = Math.Sqrt(1 - Math.Pow(beta2, step.Count));
            _mean.mul_(Held(beta1)).add_(step.Update, Held(1 - beta1));
            _square.mul_(Held(beta2)).addcmul_(step.Update, step.Update, Held(1 - beta2));
            if (_largest is not null) _largest.copy_(maximum(_largest, _square));
            // u = (second / first) · m / (√v + ε·second) is m̂ / (√v̂ + ε) with one division less.
            var floor = _recipe.Mode == EpsilonMode.Paper ? epsilon * second : epsilon;
            step.Update.copy_(_largest ?? _square).sqrt_().add_(Held(floor), One).reciprocal_().mul_(_mean).mul_(Held(second / first));
        }
    }
}
