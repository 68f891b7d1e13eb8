namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Sets the gradients of the parameters whose names match to zero. The optimizer still sees them: weight decay and momentum that was gathered
/// before go on moving them; <see cref="Optimizer.Partition"/> with <see cref="Optimizer.Frozen"/> holds them still altogether.
/// </summary>
public sealed record Freeze(ValueList<string> Patterns) : GradientTransform
{
    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context)
    {
        foreach (var pattern in Patterns)
            if (!buffer.Slices.Any(slice => ParameterPattern.Matches(pattern, slice.Name)))
                throw new ArgumentException($"Nothing to freeze: no parameter matches \"{pattern}\". The parameters are {string.Join(", ", buffer.Slices.Select(s => s.Name))}.");
        return new Link(Patterns, buffer);
    }

    private sealed class Link : GradientLink
    {
        private readonly Tensor _mask;   // [n] true where frozen

        public Link(ValueList<string> patterns, ParameterBuffer buffer)
        {
            _mask = zeros(buffer.Values.NumberOfElements, dtype: ScalarType.Bool, device: buffer.Values.device).DetachFromDisposeScope();
            foreach (var slice in buffer.Slices)
            {
                if (!patterns.Any(pattern => ParameterPattern.Matches(pattern, slice.Name))) continue;
                using var part = _mask.narrow(0, slice.Offset, slice.Length);
                part.fill_(One);
            }
        }

        public override void Apply(GradientStep step) => step.Flat.masked_fill_(_mask, Zero);

        public override void Dispose()
        {
            _mask.Dispose();
            base.Dispose();
        }
    }
}
