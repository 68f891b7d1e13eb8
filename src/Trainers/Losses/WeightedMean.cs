using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Losses;

/// <summary>Shared by the losses: shapes and the weighted mean.</summary>
internal static class WeightedMean
{
    /// <summary>Σ w·l / Σ w over rows; a batch whose weights are all zero counts as zero.</summary>
    /// <exception cref="ArgumentException">The weights are not one for each row.</exception>
    public static Tensor Of(Tensor perRow, Tensor weights)
    {
        Check(weights, perRow);
        return (perRow * weights).sum() / weights.sum().clamp_min(Numbers.Tiny);
    }

    /// <summary>Refuses weights that are not one for each row.</summary>
    public static void Check(Tensor weights, Tensor perRow)
    {
        if (weights.ndim != 1 || weights.size(0) != perRow.size(0))
            throw new ArgumentException($"Weights need the shape [{perRow.size(0)}], but have [{string.Join(", ", weights.shape)}].", nameof(weights));
    }

    /// <summary>Labels [B] as [B, 1], after a check that the output is [B, 1].</summary>
    public static Tensor AsColumn(Tensor labels, Tensor output, string loss)
    {
        if (output.ndim != 2 || output.size(1) != 1)
            throw new ArgumentException($"{loss} takes an output of shape [rows, 1], but the network gives [{string.Join(", ", output.shape)}].", nameof(output));
        if (labels.ndim != 1 || labels.size(0) != output.size(0))
            throw new ArgumentException($"{loss} takes labels of shape [{output.size(0)}], but finds [{string.Join(", ", labels.shape)}].", nameof(labels));
        if (!labels.is_floating_point()) throw new ArgumentException($"{loss} takes labels of a floating type, but they are {labels.dtype}.", nameof(labels));
        return labels.unsqueeze(1);
    }
}
