namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>gᵢ ← gᵢ · min(1, max / (‖gᵢ‖₂ + 10⁻⁶)) for each parameter tensor by itself.</summary>
public sealed record ClipPerLayer(Schedule Max) : GradientTransform
{
    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new Link(Max.Over(context.TotalSteps), buffer);

    private sealed class Link(Schedule max, ParameterBuffer buffer) : GradientLink
    {
        private readonly BlockMap _map = new(buffer);

        public override void Apply(GradientStep step)
        {
            var norms = _map.SumByTensor(step.Flat.pow(Two)).sqrt_();
            var factors = norms.add_(Held(1e-6), One).reciprocal_().mul_(Held(max.At(step.Step))).clamp_max_(One);
            step.Flat.view(-1, ParameterBuffer.BlockSize).mul_(_map.Spread(factors));
        }

        public override void Dispose()
        {
            _map.Dispose();
            base.Dispose();
        }
    }
}
