using System.Buffers;

namespace MLNetGradExt.Portable;

/// <summary>Steps one after another, between two rented buffers.</summary>
internal sealed class PortableStack(PortableStep[] steps, int inputSize, int outputSize) : PortableStep(inputSize, outputSize)
{
    /// <summary>The most numbers that a row has anywhere.</summary>
    public int Widest { get; } = steps.Aggregate(Math.Max(inputSize, outputSize), (most, step) => Math.Max(most, step.OutputSize));

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        if (steps.Length == 0) input.CopyTo(output);
        else if (steps.Length == 1) steps[0].Run(input, output, rows);
        else RunBuffered(input, output, rows);
    }

    private void RunBuffered(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        float[] even = ArrayPool<float>.Shared.Rent(rows * Widest), odd = ArrayPool<float>.Shared.Rent(rows * Widest);
        try
        {
            var from = input;
            for (var i = 0; i < steps.Length; i++)
            {
                var to = i == steps.Length - 1 ? output : (i % 2 == 0 ? even : odd).AsSpan(0, rows * steps[i].OutputSize);
                steps[i].Run(from, to, rows);
                from = to;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(odd);
            ArrayPool<float>.Shared.Return(even);
        }
    }
}
