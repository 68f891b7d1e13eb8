using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Initialization;

/// <summary>Normal, whatever the layer's size.</summary>
internal sealed record RandomNormalInitializer(double Mean, double StandardDeviation) : Initializer
{
    public override void Fill(Tensor weight, InitializerContext context) => weight.normal_(Mean, StandardDeviation, context.Generator);
}

/// <summary>Uniform, whatever the layer's size.</summary>
internal sealed record RandomUniformInitializer(double Low, double High) : Initializer
{
    public override void Fill(Tensor weight, InitializerContext context) => weight.uniform_(Low, High, context.Generator);
}

/// <summary>One value everywhere.</summary>
internal sealed record ConstantInitializer(double Value) : Initializer
{
    public override void Fill(Tensor weight, InitializerContext context) => weight.fill_(Held(Value));
}

/// <summary>PyTorch's default: weight and bias uniform on ± 1 / √fan-in.</summary>
internal sealed record TorchDefaultInitializer : Initializer
{
    public override void Fill(Tensor weight, InitializerContext context) => Uniform(weight, context);

    public override void FillBias(Tensor bias, InitializerContext context) => Uniform(bias, context);

    private static void Uniform(Tensor values, InitializerContext context)
    {
        var bound = 1 / Math.Sqrt(context.FanIn);
        values.uniform_(-bound, bound, context.Generator);
    }
}
