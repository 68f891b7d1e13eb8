using MLNetGradExt.Initialization;
using TorchSharp;
using TorchSharp.Modules;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>
/// Makes parameters and buffers, owned by no dispose scope: filled on the processor from the context's generator, then moved; or, where the
/// context shares another network's, over that one's memory.
/// </summary>
internal static class ParameterMaker
{
    public static (Parameter Weight, Parameter? Bias) Pair(LayerContext context, Initializer initializer, long[] shape, long fanIn, long fanOut, bool bias)
    {
        var fans = new InitializerContext(fanIn, fanOut, context.Following, context.Generator);
        var weight = Make(context, "weight", shape, w => initializer.Fill(w, fans));
        return (weight, bias ? Make(context, "bias", [shape[0]], b => initializer.FillBias(b, fans)) : null);
    }

    public static Parameter Constant(LayerContext context, string name, long[] shape, double value) => Make(context, name, shape, p => p.fill_(Held(value)));

    public static Tensor Buffer(LayerContext context, string name, long[] shape, double value)
    {
        using var scope = NewDisposeScope();
        context.Budget?.Take(context.Path, shape);
        return (Shared(context, name, shape) ?? full(shape, Held(value), context.Precision, context.Device)).DetachFromDisposeScope();
    }

    private static Parameter Make(LayerContext context, string name, long[] shape, Action<Tensor> fill)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        context.Budget?.Take(context.Path, shape);
        var parameter = new Parameter(Shared(context, name, shape) ?? Filled(context, shape, fill), context.Shared is null);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    private static Tensor Filled(LayerContext context, long[] shape, Action<Tensor> fill)
    {
        var values = zeros(shape, ScalarType.Float32, CPU);
        if (context.Budget is null) fill(values); // else weights from a file come
        return values.to(context.Precision, context.Device);
    }

    private static Tensor? Shared(LayerContext context, string name, long[] shape)
    {
        if (context.Shared is null) return null;
        var full = $"{context.Path}.{name}";
        return context.Shared.TryGetValue(full, out var shared) && shared.shape.AsSpan().SequenceEqual(shape)
            ? shared.detach()
            : throw new ArgumentException($"The network to share has no {full} of shape [{string.Join(", ", shape)}].");
    }
}
