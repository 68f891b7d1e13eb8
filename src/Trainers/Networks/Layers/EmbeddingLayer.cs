using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>A learned vector for each index: [..] → [.., dimension]. Indices outside 0 to count − 1 are an error.</summary>
/// <param name="Count">How many indices there are.</param>
/// <param name="Dimension">The length of each vector.</param>
/// <param name="Initializer">How the vectors start; normal with deviation 1 unless said otherwise.</param>
public sealed record EmbeddingLayer(int Count, int Dimension, Initializer Initializer) : Layer
{
    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) =>
        Count > 0 && Dimension > 0 ? input.Append(Dimension) : throw Misfit(path, $"needs a positive count and dimension, not {Count} and {Dimension}.");

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context) =>
        new EmbeddingModule(ParameterMaker.Pair(context, Initializer, [Count, Dimension], Count, Dimension, bias: false).Weight);
}
