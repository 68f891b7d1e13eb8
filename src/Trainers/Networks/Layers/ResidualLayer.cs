using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>shortcut(x) + body(x) (He et al., 2015): gradients have a path that no layer can shrink.</summary>
/// <param name="Body">The layers whose output is added.</param>
public sealed record ResidualLayer(ValueList<Layer> Body) : Layer
{
    /// <summary>The layers of the other path; none means x itself, and then the body must keep the shape.</summary>
    public ValueList<Layer> Shortcut { get; init; } = [];

    /// <summary>The share of rows that skip the body in training.</summary>
    public double StochasticDepth { get; init; }

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path)
    {
        if (StochasticDepth is not (>= 0 and < 1)) throw Misfit(path, $"has the stochastic depth {StochasticDepth}, but it must be from 0 to below 1.");
        var body = LayerPath.OutputShape(Body, input, path + ".body");
        var straight = LayerPath.OutputShape(Shortcut, input, path + ".shortcut");
        return body == straight ? body : throw Misfit(path, $"adds a body of shape {body} to a shortcut of shape {straight}: they must be equal; give it a shortcut such as Layer.Linear({body[^1]}).");
    }

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context)
    {
        var body = (LayerStack)LayerStack.Build(Body, context with { Path = context.Path + ".body" }).Module;
        var shortcut = Shortcut.Count == 0 ? null : (LayerStack)LayerStack.Build(Shortcut, context with { Path = context.Path + ".shortcut" }).Module;
        return new ResidualModule(body, shortcut, StochasticDepth, context);
    }
}
