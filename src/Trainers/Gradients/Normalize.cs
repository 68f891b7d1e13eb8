namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>g ← g / (‖g‖₂ + 10⁻¹²): only the direction is left, of the whole gradient or of each parameter tensor. The learning rate alone sets the step.</summary>
public sealed record Normalize(bool PerLayer = false) : GradientTransform
{
    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new Link(PerLayer ? new BlockMap(buffer) : null);

    private sealed class Link(BlockMap? map) : GradientLink
    {
        public override void Apply(GradientStep step)
        {
            if (map is null) step.Flat.div_(step.Flat.norm().add_(Tiny, One));
            else
            {
                var norms = map.SumByTensor(step.Flat.pow(Two)).sqrt_().add_(Tiny, One);
                step.Flat.view(-1, ParameterBuffer.BlockSize).div_(map.Spread(norms));
            }
        }

        public override void Dispose()
        {
            map?.Dispose();
            base.Dispose();
        }
    }
}
