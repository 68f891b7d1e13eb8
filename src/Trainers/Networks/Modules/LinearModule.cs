using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>x·Wᵀ + b.</summary>
internal sealed class LinearModule : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter? _bias;

    public LinearModule(Parameter weight, Parameter? bias) : base("Linear")
    {
        register_parameter("weight", _weight = weight);
        if (bias is not null) register_parameter("bias", _bias = bias);
    }

    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight, _bias);
}
