using System.Numerics.Tensors;
using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>Layer normalisation over the last dimension.</summary>
internal sealed class LayerNormStep(float[] gamma, float[] beta, double epsilon, int size) : PortableStep(size, size)
{
    public static LayerNormStep Of(LayerNormLayer layer, ValueList<long> input, string path, NetworkWeights weights) =>
        new(weights.Take(path, "weight", input[^1]), weights.Take(path, "bias", input[^1]), layer.Epsilon, PortableLayers.Size(input));

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        var length = gamma.Length;
        for (var start = 0; start < input.Length; start += length)
        {
            var place = output.Slice(start, length);
            Channels.Standardize(input.Slice(start, length), epsilon, place);
            TensorPrimitives.MultiplyAdd(place, gamma, beta, place);
        }
    }
}
