using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Two-dimensional cross-correlation over [B, channels, height, width].</summary>
internal sealed class Conv2dModule : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter? _bias;
    private readonly long[] _stride, _padding;

    public Conv2dModule(Parameter weight, Parameter? bias, int stride, int padding) : base("Conv2d")
    {
        (_stride, _padding) = ([stride, stride], [padding, padding]);
        register_parameter("weight", _weight = weight);
        if (bias is not null) register_parameter("bias", _bias = bias);
    }

    public override Tensor forward(Tensor input) => nn.functional.conv2d(input, _weight, _bias, _stride, _padding);
}
