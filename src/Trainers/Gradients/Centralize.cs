namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;
using static TorchSharp.torch;

/// <summary>
/// Gradient centralisation: each unit's weight gradient loses its mean, g ← g − mean(g). Biases and other vectors are left alone.
/// Yong et al., "Gradient Centralization", 2020.
/// </summary>
public sealed record Centralize : GradientTransform
{
    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new Link(buffer);

    private sealed class Link(ParameterBuffer buffer) : GradientLink
    {
        private readonly RowMap _map = new(buffer);

        public override void Apply(GradientStep step)
        {
            var means = _map.SumByRow(step.Flat).div_(_map.Lengths).mul_(_map.IsWeight);
            step.Flat.sub_(_map.Spread(means));
        }

        public override void Dispose()
        {
            _map.Dispose();
            base.Dispose();
        }
    }
}
