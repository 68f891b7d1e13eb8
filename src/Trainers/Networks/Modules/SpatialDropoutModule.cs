using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Dropout of whole channels of a sequence [B, steps, channels]: neighbouring steps are too alike for single zeros to matter.</summary>
internal sealed class SpatialDropoutModule(double probability, LayerContext context) : RandomModule("SpatialDropout1d", context)
{
    private readonly double _keep = 1 - probability;
    private readonly Scalar _divisor = (1 - probability).ToScalar();

    public override Tensor forward(Tensor input)
    {
        if (!training || probability == 0) return input;
        using var mask = empty(input.size(0), 1, input.size(2), input.dtype, input.device).bernoulli_(_keep, Generator).div_(_divisor);
        return input.mul(mask);
    }
}
