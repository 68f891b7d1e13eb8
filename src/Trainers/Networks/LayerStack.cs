using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Layers one after another, walked as a flat array. Parameters are named as in PyTorch's <c>Sequential</c>: <c>0.weight</c>, <c>2.body.1.bias</c>.</summary>
internal sealed class LayerStack : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] _layers;

    private LayerStack(nn.Module<Tensor, Tensor>[] layers) : base("Sequential")
    {
        _layers = layers;
        for (var i = 0; i < layers.Length; i++) register_module(i.ToString(), layers[i]);
    }

    public override Tensor forward(Tensor input)
    {
        var current = input;
        foreach (var layer in _layers)
        {
            var next = layer.call(current);
            // Autograd keeps what it needs by itself; the handle between two layers is of no more use.
            if (!ReferenceEquals(next, current) && !ReferenceEquals(current, input)) current.Dispose();
            current = next;
        }
        return current;
    }

    /// <summary>Builds a whole network and checks that it ends in the outputs that are wanted.</summary>
    public static LayerStack Build(ValueList<Layer> layers, NetworkContext context)
    {
        var built = Build(layers, new LayerContext(context.InputShape, context.Generator, context.Device, context.Precision, "", null) { Shared = context.Shared, Budget = context.Budget });
        if (built.OutputShape.Count == 1 && built.OutputShape[0] == context.OutputSize) return (LayerStack)built.Module;
        built.Module.Dispose();
        throw new ArgumentException($"The network ends in shape {built.OutputShape}, but {context.OutputSize} output(s) are needed.");
    }

    /// <summary>Builds a list of layers; the context's path prefixes theirs.</summary>
    public static BuiltLayer Build(ValueList<Layer> layers, LayerContext context)
    {
        var modules = new List<nn.Module<Tensor, Tensor>>(layers.Count);
        try
        {
            var shape = context.InputShape;
            for (var i = 0; i < layers.Count; i++)
            {
                var built = layers[i].Build(context with { InputShape = shape, Path = LayerPath.Of(context.Path, i), Following = FollowingOf(layers, i, context.Following) });
                modules.Add(built.Module);
                shape = built.OutputShape;
            }
            return new BuiltLayer(new LayerStack([.. modules]), shape);
        }
        catch
        {
            foreach (var module in modules) module.Dispose();
            throw;
        }
    }

    private static Activation? FollowingOf(ValueList<Layer> layers, int index, Activation? outer)
    {
        for (var i = index + 1; i < layers.Count; i++)
            if (layers[i] is ActivationLayer activation) return activation.Function;
            else if (!layers[i].PassesThrough) return null;
        return outer;
    }
}
