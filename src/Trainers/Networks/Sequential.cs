namespace MLNetGradExt.Networks;

/// <summary>Layers one after another; a flattening where needed and the linear head come behind them.</summary>
/// <param name="Body">The layers before the head.</param>
internal sealed record Sequential(ValueList<Layer> Body) : Network
{
    public override ValueList<Layer>? Layers(NetworkContext context)
    {
        var layers = Body;
        if (LayerPath.OutputShape(layers, context.InputShape).Count != 1) layers = layers.Append(Layer.Flatten());
        return layers.Append(Layer.Linear(context.OutputSize));
    }
}
