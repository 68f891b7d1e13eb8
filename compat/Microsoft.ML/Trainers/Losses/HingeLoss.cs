namespace Microsoft.ML.Trainers;

/// <summary>max(0, margin − y·output) with y = ±1.</summary>
public sealed class HingeLoss : ISupportSdcaClassificationLoss
{
    private readonly float _margin;

    /// <summary>A hinge with the given margin.</summary>
    public HingeLoss(float margin = 1) => _margin = margin;

    /// <inheritdoc/>
    public double Loss(float output, float label) => Math.Max(0, _margin - DualStep.Sign(label) * output);

    /// <inheritdoc/>
    public float Derivative(float output, float label)
    {
        var sign = DualStep.Sign(label);
        return sign * output < _margin ? -sign : 0;
    }

    /// <inheritdoc/>
    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / scaledFeaturesNormSquared;

    /// <inheritdoc/>
    public float DualUpdate(float output, float label, float alpha, float invariant, int maxNumThreads)
    {
        var sign = DualStep.Sign(label);
        return DualStep.Boxed(sign, sign * alpha + invariant * (_margin - sign * output), alpha, maxNumThreads);
    }

    /// <inheritdoc/>
    public double DualLoss(float label, float dual) => DualStep.Feasible(label, dual) is { } p ? _margin * p : double.NegativeInfinity;
}
