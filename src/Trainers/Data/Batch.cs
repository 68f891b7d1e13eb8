using static TorchSharp.torch;

namespace MLNetGradExt.Data;

/// <summary>Some rows for one step.</summary>
/// <param name="Features">Shape [B, …].</param>
/// <param name="Labels">Shape [B]: floating for regression and binary (0 or 1), int64 class indices for multiclass.</param>
/// <param name="Weights">Shape [B], floating, or null where every row counts the same.</param>
public sealed record Batch(Tensor Features, Tensor Labels, Tensor? Weights)
{
    /// <summary>The number of rows.</summary>
    public long Rows { get; } = Labels.size(0);
}
