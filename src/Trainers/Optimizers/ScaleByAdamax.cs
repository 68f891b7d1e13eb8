namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>Adam with the infinity norm: n ← max(β₂n, |u| + ε), u ← m / (n·(1 − β₁ᵗ)). Kingma and Ba, 2015, section 7.</summary>
public sealed record ScaleByAdamax(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly ScaleByAdamax _recipe;
        private readonly Tensor _mean, _norm;

        public Link(ScaleByAdamax recipe, UpdateContext context)
        {
            _recipe = recipe;
            _mean = Keep("m", context.NewState());
            _norm = Keep("n", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            _mean.mul_(Held(_recipe.Beta1)).add_(step.Update, Held(1 - _recipe.Beta1));
            _norm.mul_(Held(_recipe.Beta2));
            _norm.copy_(maximum(_norm, step.Update.abs().add_(Held(_recipe.Epsilon), One)));
            step.Update.copy_(_mean).div_(_norm).div_(Held(1 - Math.Pow(_recipe.Beta1, step.Count)));
        }
    }
}
