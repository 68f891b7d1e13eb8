using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>x·Wᵀ + b over the last dimension: [.., n] → [.., units].</summary>
/// <param name="Units">Outputs.</param>
/// <param name="Bias">Whether b is there.</param>
/// <param name="Initializer">How W starts.</param>
public sealed record LinearLayer(int Units, bool Bias, Initializer Initializer) : Layer
{
    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path)
    {
        if (Units < 1) throw Misfit(path, $"has {Units} units, but at least 1 is needed.");
        if (input.Count == 0 || input[^1] < 1) throw Misfit(path, "[.., features]", input);
        return [.. input.AsSpan()[..^1], Units];
    }

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context)
    {
        var inputs = context.InputShape[^1];
        var (weight, bias) = ParameterMaker.Pair(context, Initializer, [Units, inputs], inputs, Units, Bias);
        return new LinearModule(weight, bias);
    }
}
