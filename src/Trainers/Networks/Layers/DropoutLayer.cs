using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Sets a share of the values to zero in training and scales the others up; in evaluation it does nothing (Srivastava et al., 2014).</summary>
/// <param name="Probability">The share, from 0 to below 1.</param>
public sealed record DropoutLayer(double Probability) : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path) =>
        Probability is >= 0 and < 1 ? input : throw Misfit(path, $"has the probability {Probability}, but it must be from 0 to below 1.");

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => new DropoutModule(Probability, context);
}
