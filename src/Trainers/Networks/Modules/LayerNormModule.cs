using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Normalises each row (or each step of a sequence) over its last dimension, then scales and shifts.</summary>
internal sealed class LayerNormModule : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;
    private readonly long[] _shape;
    private readonly double _epsilon;

    public LayerNormModule(LayerContext context, double epsilon) : base("LayerNorm")
    {
        _shape = [context.InputShape[^1]];
        _epsilon = epsilon;
        register_parameter("weight", _weight = ParameterMaker.Constant(context, "weight", _shape, 1));
        register_parameter("bias", _bias = ParameterMaker.Constant(context, "bias", _shape, 0));
    }

    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, _shape, _weight, _bias, _epsilon);
}
