using TorchSharp;

namespace MLNetGradExt;

/// <summary>What one layer is built for.</summary>
/// <param name="InputShape">The shape of one row that arrives, without the batch dimension.</param>
/// <param name="Generator">The only source of randomness, on the processor.</param>
/// <param name="Device">Where parameters live.</param>
/// <param name="Precision">The parameters' floating type.</param>
/// <param name="Path">Where the layer stands, such as <c>2</c> or <c>4.0</c>: its parameters' name prefix and what errors name.</param>
/// <param name="Following">The activation that the layer's output runs into, or null for the head; <see cref="Initializer.Auto"/> chooses by it.</param>
public sealed record LayerContext(
    ValueList<long> InputShape,
    torch.Generator Generator,
    torch.Device Device,
    torch.ScalarType Precision,
    string Path,
    Activation? Following)
{
    /// <inheritdoc cref="NetworkContext.Shared"/>
    internal IReadOnlyDictionary<string, torch.Tensor>? Shared { get; init; }

    /// <summary>See <see cref="NetworkContext.Budget"/>.</summary>
    internal Networks.ParameterBudget? Budget { get; init; }
}
