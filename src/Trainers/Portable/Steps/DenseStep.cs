using System.Numerics.Tensors;
using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>x·Wᵀ + b: one dot product for each output; a row of W is used for all rows of the block before the next.</summary>
internal sealed class DenseStep(float[] weight, float[]? bias, int inputs, int units, int positions) : PortableStep(inputs * positions, units * positions)
{
    public static DenseStep Of(LinearLayer layer, ValueList<long> input, string path, NetworkWeights weights)
    {
        var inputs = checked((int)input[^1]);
        return new DenseStep(weights.Take(path, "weight", layer.Units, inputs), layer.Bias ? weights.Take(path, "bias", layer.Units) : null,
            inputs, layer.Units, PortableLayers.Size(input) / inputs);
    }

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        var vectors = rows * positions;
        for (var unit = 0; unit < units; unit++)
        {
            var row = weight.AsSpan(unit * inputs, inputs);
            var start = bias is null ? 0 : bias[unit];
            for (var i = 0; i < vectors; i++) output[i * units + unit] = start + TensorPrimitives.Dot(row, input.Slice(i * inputs, inputs));
        }
    }
}
