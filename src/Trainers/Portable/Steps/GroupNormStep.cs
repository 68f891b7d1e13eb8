using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>Group normalisation: each group of channels by its own moments, then each channel scaled and shifted.</summary>
internal sealed class GroupNormStep(float[] gamma, float[] beta, int groups, double epsilon, int size) : PortableStep(size, size)
{
    public static GroupNormStep Of(GroupNormLayer layer, ValueList<long> input, string path, NetworkWeights weights) =>
        new(weights.Take(path, "weight", input[0]), weights.Take(path, "bias", input[0]), layer.Groups, layer.Epsilon, PortableLayers.Size(input));

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        var length = InputSize / groups;
        for (var start = 0; start < input.Length; start += length) Channels.Standardize(input.Slice(start, length), epsilon, output.Slice(start, length));
        for (var start = 0; start < input.Length; start += InputSize)
        {
            var row = output.Slice(start, InputSize);
            Channels.Affine(row, gamma, beta, InputSize / gamma.Length, row);
        }
    }
}
