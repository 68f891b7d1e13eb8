namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Adaptive gradient clipping: for each unit (a row of a weight, or a whole bias) g ← g · λ·max(‖θ‖, ε)/‖g‖ where ‖g‖ exceeds λ·max(‖θ‖, ε).
/// Brock et al., "High-Performance Large-Scale Image Recognition Without Normalization", 2021.
/// </summary>
public sealed record AdaptiveClip(double Ratio = 0.01, double Epsilon = 1e-3) : GradientTransform
{
    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new Link(this, buffer);

    private sealed class Link(AdaptiveClip recipe, ParameterBuffer buffer) : GradientLink
    {
        private readonly RowMap _map = new(buffer);

        public override void Apply(GradientStep step)
        {
            var limits = _map.SumByRow(step.Buffer.Values.pow(Two)).sqrt_().clamp_min_(Held(recipe.Epsilon)).mul_(Held(recipe.Ratio));
            var norms = _map.SumByRow(step.Flat.pow(Two)).sqrt_().clamp_min_(Held(1e-6));
            step.Flat.mul_(_map.Spread(limits.div_(norms).clamp_max_(One)));
        }

        public override void Dispose()
        {
            _map.Dispose();
            base.Dispose();
        }
    }
}
