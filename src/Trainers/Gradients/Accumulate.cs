namespace MLNetGradExt.Gradients;

using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Sums the gradients of <see cref="Steps"/> batches and lets the last one through with their mean; the others do not reach the optimizer.
/// A batch size times <see cref="Steps"/> at the memory of one.
/// </summary>
public sealed record Accumulate(int Steps) : GradientTransform
{
    /// <summary>Batches for one update; at least 1.</summary>
    public int Steps { get; init; } = Steps >= 1 ? Steps : throw new ArgumentOutOfRangeException(nameof(Steps), Steps, "An update needs the gradients of 1 or more batches.");

    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new Link(Steps, buffer);

    private sealed class Link(int steps, ParameterBuffer buffer) : GradientLink
    {
        private readonly Tensor _sum = buffer.Gradients.zeros_like().DetachFromDisposeScope();
        private long _count;

        public override void Apply(GradientStep step)
        {
            _sum.add_(step.Flat, One);
            if (++_count < steps)
            {
                step.Accumulate($"batch {_count} of {steps}");
                return;
            }

            step.Flat.copy_(_sum).div_(Held(steps));
            _sum.fill_(Zero);
            _count = 0;
        }

        public override void SaveState(IStateWriter writer)
        {
            writer.Write("sum", _sum);
            writer.Write("count", _count);
        }

        public override void LoadState(IStateReader reader)
        {
            reader.ReadInto("sum", _sum);
            _count = reader.ReadInt64("count");
        }

        public override void Dispose()
        {
            _sum.Dispose();
            base.Dispose();
        }
    }
}
