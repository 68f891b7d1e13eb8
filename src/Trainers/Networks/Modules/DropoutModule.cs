using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Inverted dropout: in training x·mask / (1 − p), in evaluation x.</summary>
internal sealed class DropoutModule(double probability, LayerContext context) : RandomModule("Dropout", context)
{
    private readonly double _keep = 1 - probability;
    private readonly Scalar _divisor = (1 - probability).ToScalar();

    public override Tensor forward(Tensor input)
    {
        if (!training || probability == 0) return input;
        using var mask = empty_like(input).bernoulli_(_keep, Generator).div_(_divisor);
        return input.mul(mask);
    }
}
