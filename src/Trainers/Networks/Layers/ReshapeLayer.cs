using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Each row takes another shape with as many elements.</summary>
/// <param name="Shape">The new shape of a row.</param>
public sealed record ReshapeLayer(ValueList<long> Shape) : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) => Shapes.Elements(input) == Shapes.Elements(Shape) && Shape.All(s => s > 0)
        ? Shape : throw Misfit(path, $"cannot give rows of shape {input} ({Shapes.Elements(input)} values) the shape {Shape}.");

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context)
    {
        long[] shape = [-1, .. Shape];
        return new LambdaModule("Reshape", x => x.reshape(shape));
    }
}
