using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Each row becomes a vector.</summary>
public sealed record FlattenLayer : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) => [Shapes.Elements(input)];

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => new LambdaModule("Flatten", static x => x.flatten(1));
}
