namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// The seed article's Nadam to the letter: new = θ − η·βm·m/(√v + ε) with η = lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ), then
/// θ ← θ − η(βn(new − θ) + (1 − βn)·u). What is wrong with it: new − θ already points downhill, so subtracting it climbs back,
/// and it is a step while u is a raw gradient of other units. Use <see cref="ScaleByNAdam"/>; this is here to be compared with.
/// </summary>
public sealed record SeedNadam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double MomentumFactor = 1, double NesterovFactor = 0.9) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly SeedNadam _recipe;
        private readonly Tensor _mean, _square;

        public Link(SeedNadam recipe, UpdateContext context)
        {
            _recipe = recipe;
            _mean = Keep("m", context.NewState());
            _square = Keep("v", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            var (beta1, beta2, t) = (_recipe.Beta1, _recipe.Beta2, step.Count);
            _mean.mul_(Held(beta1)).add_(step.Update, Held(1 - beta1));
            _square.mul_(Held(beta2)).addcmul_(step.Update, step.Update, Held(1 - beta2));
            // η is lr · correction; the chain multiplies by lr once at its end, the inner η multiplies the step.
            var correction = Math.Sqrt(1 - Math.Pow(beta2, t)) / (1 - Math.Pow(beta1, t));
            var moved = _mean.div(_square.sqrt().add_(Held(_recipe.Epsilon), One)).mul_(Held(-step.LearningRate * correction * _recipe.MomentumFactor));
            step.Update.mul_(Held(1 - _recipe.NesterovFactor)).add_(moved, Held(_recipe.NesterovFactor)).mul_(Held(correction));
        }
    }
}
