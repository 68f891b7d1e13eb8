using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>
/// Batch normalisation over the first dimension of each row (Ioffe and Szegedy, 2015):
/// y = γ·(x − μ)/√(σ² + ε) + β with the batch's μ and σ² in training, running ones in evaluation.
/// Keras' presets are momentum 0.01 and epsilon 1e-3.
/// </summary>
/// <param name="Momentum">The share of the new batch in the running statistics.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record BatchNormLayer(double Momentum, double Epsilon) : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) =>
        !(Epsilon > 0) || Momentum is not (>= 0 and <= 1) ? throw Misfit(path, $"needs a momentum from 0 to 1 and a positive epsilon, not {Momentum} and {Epsilon}.")
        : input.Count is >= 1 and <= 4 ? input : throw Misfit(path, "[channels] or [channels, ..]", input);

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => new BatchNormModule(context, Momentum, Epsilon);
}
