namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Each parameter tensor's update is scaled to its own size: u ← u · ‖θ‖/‖u‖, or u unchanged where either norm is zero.
/// You et al., "Large Batch Optimization for Deep Learning" (LAMB), 2020.
/// </summary>
public sealed record ScaleByTrustRatio : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(context);

    private sealed class Link(UpdateContext context) : UpdateLink
    {
        private readonly BlockMap _map = new(context.Buffer);

        public override void Apply(UpdateStep step)
        {
            var weights = _map.SumByTensor(step.Values.pow(Two)).sqrt_();
            var updates = _map.SumByTensor(step.Update.pow(Two)).sqrt_();
            var ratio = where((weights * updates).gt(Zero), weights / updates, ones_like(weights));
            step.Update.view(-1, ParameterBuffer.BlockSize).mul_(_map.Spread(ratio));
        }

        public override void Dispose()
        {
            _map.Dispose();
            base.Dispose();
        }
    }
}
