using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>Group normalisation (Wu and He, 2018): each row's channels in groups, each group by its own mean and variance.</summary>
/// <param name="Groups">How many groups; it must divide the channels.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record GroupNormLayer(int Groups, double Epsilon) : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path)
    {
        if (!(Epsilon > 0) || Groups < 1) throw Misfit(path, $"needs at least one group and a positive epsilon, not {Groups} and {Epsilon}.");
        if (input.Count == 0) throw Misfit(path, "[channels] or [channels, ..]", input);
        if (input[0] % Groups != 0) throw Misfit(path, $"cannot divide {input[0]} channels into {Groups} groups.");
        return input;
    }

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => new GroupNormModule(context, Groups, Epsilon);
}
