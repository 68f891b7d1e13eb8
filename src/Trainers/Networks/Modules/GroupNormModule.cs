using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Normalises groups of channels within each row, then scales and shifts each channel (Wu and He, 2018).</summary>
internal sealed class GroupNormModule : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;
    private readonly int _groups;
    private readonly double _epsilon;

    public GroupNormModule(LayerContext context, int groups, double epsilon) : base("GroupNorm")
    {
        (_groups, _epsilon) = (groups, epsilon);
        register_parameter("weight", _weight = ParameterMaker.Constant(context, "weight", [context.InputShape[0]], 1));
        register_parameter("bias", _bias = ParameterMaker.Constant(context, "bias", [context.InputShape[0]], 0));
    }

    public override Tensor forward(Tensor input) => nn.functional.group_norm(input, _groups, _weight, _bias, _epsilon);
}
