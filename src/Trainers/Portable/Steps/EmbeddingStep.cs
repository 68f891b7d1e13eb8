using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>A row of the table for each index.</summary>
internal sealed class EmbeddingStep(float[] table, int count, int dimension, int indices, string path) : PortableStep(indices, indices * dimension)
{
    public static EmbeddingStep Of(EmbeddingLayer layer, ValueList<long> input, string path, NetworkWeights weights) =>
        new(weights.Take(path, "weight", layer.Count, layer.Dimension), layer.Count, layer.Dimension, PortableLayers.Size(input), path);

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        for (var i = 0; i < input.Length; i++)
        {
            if (!(input[i] > -1 && input[i] < count)) throw new ArgumentOutOfRangeException(nameof(input), $"Layer {path} (EmbeddingLayer) knows the indices 0 to {count - 1}, but finds {input[i]}.");
            table.AsSpan((int)input[i] * dimension, dimension).CopyTo(output.Slice(i * dimension, dimension));
        }
    }
}
