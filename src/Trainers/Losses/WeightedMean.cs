using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Losses;

/// <summary>Shared by the losses: shapes and the weighted mean.</summary>
internal static class WeightedMean
{
    /// <summary>Σ w·l / Σ w over rows; a batch whose weights are all zero counts as zero.</summary>
    public static Tensor Of(Tensor perRow, Tensor weights) => (perRow * weights).sum() / weights.sum().clamp_min(Numbers.Tiny);

    /// <summary>Labels [B] as [B, 1], after a check that the output is [B, 1].</summary>
    public static Tensor AsColumn(Tensor labels, Tensor output, string loss)
    {
        if (output.ndim != 2 || output.size(1) != 1)
            throw new ArgumentException($"{loss} takes an output of shape [rows, 1], but the network gives [{string.Join(", ", output.shape)}].", nameof(output));
        if (labels.ndim != 1 || labels.size(0) != output.size(0))
            throw new ArgumentException($"{loss} takes labels of shape [{output.size(0)}], but finds [{string.Join(", ", labels.shape)}].", nameof(labels));
        return labels.unsqueeze(1);
    }
}
