using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Dropout of whole channels of a sequence [steps, channels] (Tompson et al., 2015).</summary>
/// <param name="Probability">The share, from 0 to below 1.</param>
public sealed record SpatialDropoutLayer(double Probability) : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) =>
        Probability is not (>= 0 and < 1) ? throw Misfit(path, $"has the probability {Probability}, but it must be from 0 to below 1.")
        : input.Count == 2 ? input : throw Misfit(path, "[steps, channels]", input);

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => new SpatialDropoutModule(Probability, context);
}
