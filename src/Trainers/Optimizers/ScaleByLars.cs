namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// A learning rate for each parameter tensor: u ← λ(u + βθ) with λ = η‖θ‖ / (‖u‖ + β‖θ‖), or λ = 1 where either norm is zero;
/// β is <see cref="WeightDecay"/> and η <see cref="Coefficient"/>. You, Gitman and Ginsburg, "Large Batch Training of Convolutional Networks" (LARS), 2017.
/// </summary>
public sealed record ScaleByLars(double Coefficient = 1e-3, double WeightDecay = 0) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link(ScaleByLars recipe, UpdateContext context) : UpdateLink
    {
        private readonly BlockMap _map = new(context.Buffer);

        public override void Apply(UpdateStep step)
        {
            var weights = _map.SumByTensor(step.Values.pow(Two)).sqrt_();
            var updates = _map.SumByTensor(step.Update.pow(Two)).sqrt_();
            var ratio = where((weights * updates).gt(Zero), weights.mul(Held(recipe.Coefficient)).div_(updates.add(weights, Held(recipe.WeightDecay))), ones_like(weights));
            if (recipe.WeightDecay != 0) step.Update.add_(step.Values, Held(recipe.WeightDecay));
            step.Update.view(-1, ParameterBuffer.BlockSize).mul_(_map.Spread(ratio));
        }

        public override void Dispose()
        {
            _map.Dispose();
            base.Dispose();
        }
    }
}
