namespace Microsoft.ML.Trainers;

/// <summary>(output − label)².</summary>
public sealed class SquaredLoss : ISupportSdcaRegressionLoss
{
    /// <inheritdoc/>
    public double Loss(float output, float label) => (double)(output - label) * (output - label);

    /// <inheritdoc/>
    public float Derivative(float output, float label) => 2 * (output - label);

    /// <inheritdoc/>
    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / (0.5f + scaledFeaturesNormSquared);

    /// <inheritdoc/>
    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads) =>
        DualStep.Damp((label - output - 0.5f * dual) * invariant, maxNumThreads);

    /// <inheritdoc/>
    public double DualLoss(float label, float dual) => -dual * (dual / 4 - label);
}
