using System.Numerics.Tensors;

namespace MLNetGradExt.Portable;

/// <summary>The mean of each channel over its positions.</summary>
internal sealed class AverageStep(ValueList<long> input) : PortableStep(PortableLayers.Size(input), (int)input[0])
{
    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        var positions = InputSize / OutputSize;
        for (var i = 0; i < output.Length; i++) output[i] = TensorPrimitives.Sum(input.Slice(i * positions, positions)) / positions;
    }
}
