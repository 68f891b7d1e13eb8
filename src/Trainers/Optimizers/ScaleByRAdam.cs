namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Rectified Adam: while the variance of the adaptive rate is not tractable (ρₜ ≤ 5) the update is m̂; afterwards r·m̂ / (√v̂ + ε)
/// with the rectification r. Liu et al., "On the Variance of the Adaptive Learning Rate", 2020.
/// </summary>
public sealed record ScaleByRAdam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly ScaleByRAdam _recipe;
        private readonly Tensor _mean, _square;

        public Link(ScaleByRAdam recipe, UpdateContext context)
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
            double first = 1 - Math.Pow(beta1, t), second = 1 - Math.Pow(beta2, t);
            var longest = 2 / (1 - beta2) - 1;
            var length = longest - 2 * t * Math.Pow(beta2, t) / second;
            step.Update.copy_(_mean).div_(Held(first));
            if (length <= 5) return;
            var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            step.Update.mul_(Held(rectification * Math.Sqrt(second))).div_(_square.sqrt().add_(Held(_recipe.Epsilon), One));
        }
    }
}
