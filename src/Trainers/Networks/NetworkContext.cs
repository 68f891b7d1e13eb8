using TorchSharp;

namespace MLNetGradExt;

/// <summary>What a network recipe is built for.</summary>
/// <param name="InputShape">The shape of one row, without the batch dimension.</param>
/// <param name="OutputSize">Outputs of the head: 1 for regression and binary, the number of classes for multiclass.</param>
/// <param name="Generator">The only source of randomness, on the processor: initial weights and the seeds of dropout come from it, so that equal seeds give equal networks on every device.</param>
/// <param name="Device">Where the parameters live.</param>
/// <param name="Precision">The parameters' floating type.</param>
public sealed record NetworkContext(
    ValueList<long> InputShape,
    int OutputSize,
    torch.Generator Generator,
    torch.Device Device,
    torch.ScalarType Precision = torch.ScalarType.Float32)
{
    /// <summary>Tensors by name that built-in layers take as they are, sharing their memory, instead of making their own.</summary>
    internal IReadOnlyDictionary<string, torch.Tensor>? Shared { get; init; }

    /// <summary>Where the weights come from elsewhere: how many there are. Parameters then stay unfilled.</summary>
    internal Networks.ParameterBudget? Budget { get; init; }
}
