namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>u′ ← sign(β₁m + (1 − β₁)u), then m ← β₂m + (1 − β₂)u. Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023.</summary>
public sealed record ScaleByLion(double Beta1 = 0.9, double Beta2 = 0.99) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly ScaleByLion _recipe;
        private readonly Tensor _mean;

        public Link(ScaleByLion recipe, UpdateContext context)
        {
            _recipe = recipe;
            _mean = Keep("m", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            var (beta1, beta2) = (_recipe.Beta1, _recipe.Beta2);
            var direction = _mean.mul(Held(beta1)).add_(step.Update, Held(1 - beta1)).sign_();
            _mean.mul_(Held(beta2)).add_(step.Update, Held(1 - beta2));
            step.Update.copy_(direction);
        }
    }
}
