using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>shortcut(x) + body(x). With stochastic depth the body is skipped for some rows in training, and scaled up for the others.</summary>
internal sealed class ResidualModule : RandomModule
{
    private readonly LayerStack _body;
    private readonly LayerStack? _shortcut;
    private readonly double _keep;
    private readonly Scalar _divisor;

    public ResidualModule(LayerStack body, LayerStack? shortcut, double dropProbability, LayerContext context) : base("Residual", context)
    {
        _keep = 1 - dropProbability;
        _divisor = _keep.ToScalar();
        register_module("body", _body = body);
        if (shortcut is not null) register_module("shortcut", _shortcut = shortcut);
    }

    public override Tensor forward(Tensor input)
    {
        var straight = _shortcut is null ? input : _shortcut.call(input);
        var bent = _body.call(input);
        if (!training || _keep == 1) return straight.add(bent, One);
        var shape = new long[bent.ndim];
        Array.Fill(shape, 1);
        shape[0] = bent.size(0);
        using var mask = empty(shape, bent.dtype, bent.device).bernoulli_(_keep, Generator).div_(_divisor);
        return straight.add(bent.mul(mask), One);
    }
}
