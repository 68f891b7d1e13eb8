using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Layer normalisation over the last dimension (Ba et al., 2016): y = γ·(x − μ)/√(σ² + ε) + β with each row's own μ and σ².</summary>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record LayerNormLayer(double Epsilon) : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) =>
        !(Epsilon > 0) ? throw Misfit(path, $"needs a positive epsilon, not {Epsilon}.")
        : input.Count >= 1 ? input : throw Misfit(path, "[.., features]", input);

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => new LayerNormModule(context, Epsilon);
}
