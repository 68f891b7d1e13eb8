namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>g ← g + N(0, σ(t)²), drawn from the pipeline's own generator. Neelakantan et al., "Adding Gradient Noise Improves Learning", 2015.</summary>
public sealed record GradientNoise(Schedule Deviation) : GradientTransform
{
    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new Link(Deviation.Over(context.TotalSteps), buffer);

    private sealed class Link : GradientLink
    {
        private readonly Schedule _deviation;
        private readonly Tensor _mask;   // [n] 1 on parameters, 0 on the padding, which must stay zero

        public Link(Schedule deviation, ParameterBuffer buffer)
        {
            _deviation = deviation;
            _mask = buffer.Values.zeros_like().DetachFromDisposeScope();
            foreach (var slice in buffer.Slices)
            {
                using var part = _mask.narrow(0, slice.Offset, slice.Length);
                part.fill_(One);
            }
        }

        public override void Apply(GradientStep step)
        {
            var noise = step.Flat.empty_like().normal_(0, 1, step.Generator);
            step.Flat.addcmul_(noise, _mask, Held(_deviation.At(step.Step)));
        }

        public override void Dispose()
        {
            _mask.Dispose();
            base.Dispose();
        }
    }
}
