using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>An elementwise function; the shape stays.</summary>
/// <param name="Function">Which one.</param>
public sealed record ActivationLayer(Activation Function) : Layer
{
    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) =>
        Enum.IsDefined(Function) ? input : throw Misfit(path, $"has the unknown activation {(int)Function}.");

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => new ActivationModule(Function);
}
