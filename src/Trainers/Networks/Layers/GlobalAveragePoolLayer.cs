using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>The mean of each channel over all positions: [channels, ..] → [channels].</summary>
public sealed record GlobalAveragePoolLayer : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) => input.Count >= 2 ? [input[0]] : throw Misfit(path, "[channels, ..]", input);

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context)
    {
        var positions = Enumerable.Range(2, context.InputShape.Count - 1).Select(i => (long)i).ToArray();
        return new LambdaModule("GlobalAveragePool", x => x.mean(positions));
    }
}
