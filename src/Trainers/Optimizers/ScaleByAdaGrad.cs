namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// a ← a + u², u ← u / (√a + ε). Duchi, Hazan and Singer, 2011. With <see cref="EpsilonInsideRoot"/> it is u / √(a + ε), as the seed article writes it.
/// Its real weakness is that a only grows, so the step goes to zero.
/// </summary>
public sealed record ScaleByAdaGrad(double Epsilon = 1e-10, bool EpsilonInsideRoot = false, double InitialAccumulator = 0) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly ScaleByAdaGrad _recipe;
        private readonly Tensor _sum;

        public Link(ScaleByAdaGrad recipe, UpdateContext context)
        {
            _recipe = recipe;
            _sum = Keep("sum", context.NewState());
            _sum.fill_(Held(recipe.InitialAccumulator));
        }

        public override void Apply(UpdateStep step)
        {
            _sum.addcmul_(step.Update, step.Update, One);
            var scale = _sum.clone();
            if (_recipe.EpsilonInsideRoot) scale.add_(Held(_recipe.Epsilon), One).sqrt_();
            else scale.sqrt_().add_(Held(_recipe.Epsilon), One);
            step.Update.div_(scale);
        }
    }
}
