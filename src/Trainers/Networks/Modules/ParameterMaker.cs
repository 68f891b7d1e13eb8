using MLNetGradExt.Initialization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Makes parameters and buffers: filled on the processor from the context's generator, then moved, and owned by no dispose scope.</summary>
internal static class ParameterMaker
{
    public static (Parameter Weight, Parameter? Bias) Pair(LayerContext context, Initializer initializer, long[] shape, long fanIn, long fanOut, bool bias)
    {
        var fans = new InitializerContext(fanIn, fanOut, context.Following, context.Generator);
        var weight = Make(context, shape, w => initializer.Fill(w, fans));
        return (weight, bias ? Make(context, [shape[0]], b => initializer.FillBias(b, fans)) : null);
    }

    public static Parameter Constant(LayerContext context, long[] shape, double value) => Make(context, shape, p => p.fill_(value));

    public static Tensor Buffer(LayerContext context, long[] shape, double value)
    {
        using var scope = NewDisposeScope();
        return full(shape, value, context.Precision, context.Device).DetachFromDisposeScope();
    }

    private static Parameter Make(LayerContext context, long[] shape, Action<Tensor> fill)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var values = zeros(shape, ScalarType.Float32, CPU);
        fill(values);
        var parameter = new Parameter(values.to(context.Precision, context.Device), true);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
