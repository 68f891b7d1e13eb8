namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Checkpoints;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Adam with Nesterov momentum: m̂ = μₜ₊₁ m / (1 − Πμ·μₜ₊₁) + (1 − μₜ) u / (1 − Πμ), u ← m̂ / (√v̂ + ε), with
/// μₜ = β₁(1 − ½·0.96^(t·<see cref="MomentumDecay"/>)) as in PyTorch; a momentum decay of null keeps μ = β₁, Dozat's first form. Dozat, 2016.
/// </summary>
public sealed record ScaleByNAdam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double? MomentumDecay = 4e-3) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private double MomentumAt(long count) => MomentumDecay is { } decay ? Beta1 * (1 - 0.5 * Math.Pow(0.96, count * decay)) : Beta1;

    private sealed class Link : UpdateLink
    {
        private readonly ScaleByNAdam _recipe;
        private readonly Tensor _mean, _square;
        private double _product = 1;

        public Link(ScaleByNAdam recipe, UpdateContext context)
        {
            _recipe = recipe;
            _mean = Keep("m", context.NewState());
            _square = Keep("v", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            var (beta1, beta2) = (_recipe.Beta1, _recipe.Beta2);
            double now = _recipe.MomentumAt(step.Count), next = _recipe.MomentumAt(step.Count + 1);
            _product *= now;
            _mean.mul_(Held(beta1)).add_(step.Update, Held(1 - beta1));
            _square.mul_(Held(beta2)).addcmul_(step.Update, step.Update, Held(1 - beta2));
            var scale = _square.div(Held(1 - Math.Pow(beta2, step.Count))).sqrt_().add_(Held(_recipe.Epsilon), One);
            step.Update.mul_(Held((1 - now) / (1 - _product))).add_(_mean, Held(next / (1 - _product * next))).div_(scale);
        }

        public override void SaveState(IStateWriter writer)
        {
            base.SaveState(writer);
            writer.Write("product", _product);
        }

        public override void LoadState(IStateReader reader)
        {
            base.LoadState(reader);
            _product = reader.ReadDouble("product");
        }
    }
}
