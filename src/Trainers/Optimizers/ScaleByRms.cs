namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// v ← ρv + (1 − ρ)u², u ← u / (√v + ε). Hinton's lecture 6e, 2012; the values of PyTorch's <c>RMSprop</c>.
/// <see cref="Centered"/> subtracts the squared moving mean from v. <see cref="BiasCorrection"/> divides v by 1 − δᵗ,
/// where δ is <see cref="Delta"/> or, when that is null, ρ.
/// </summary>
public sealed record ScaleByRms(double Decay = 0.99, double Epsilon = 1e-8, bool Centered = false, bool BiasCorrection = false, double? Delta = null) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly ScaleByRms _recipe;
        private readonly Tensor _square;
        private readonly Tensor? _mean;

        public Link(ScaleByRms recipe, UpdateContext context)
        {
            _recipe = recipe;
            _square = Keep("v", context.NewState());
            if (recipe.Centered) _mean = Keep("m", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            var decay = _recipe.Decay;
            _square.mul_(Held(decay)).addcmul_(step.Update, step.Update, Held(1 - decay));
            var scale = _square.clone();
            if (_mean is not null)
            {
                _mean.mul_(Held(decay)).add_(step.Update, Held(1 - decay));
                // Rounding may push the variance a hair below zero.
                scale.addcmul_(_mean, _mean, Held(-1)).clamp_min_(Zero);
            }

            if (_recipe.BiasCorrection) scale.div_(Held(1 - Math.Pow(_recipe.Delta ?? decay, step.Count)));
            step.Update.div_(scale.sqrt_().add_(Held(_recipe.Epsilon), One));
        }
    }
}
