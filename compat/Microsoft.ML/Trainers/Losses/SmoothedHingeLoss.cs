namespace Microsoft.ML.Trainers;

/// <summary>The hinge with its corner rounded over <c>smoothingConstant</c>: quadratic there, linear beyond.</summary>
public sealed class SmoothedHingeLoss : ISupportSdcaClassificationLoss
{
    private readonly float _smoothing;

    /// <summary>A smoothed hinge.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The constant is negative.</exception>
    public SmoothedHingeLoss(float smoothingConstant = 1)
    {
        if (!(smoothingConstant >= 0))
            throw new ArgumentOutOfRangeException(nameof(smoothingConstant), "Must be non-negative.");
        _smoothing = smoothingConstant;
    }

    /// <inheritdoc/>
    public double Loss(float output, float label)
    {
        double shortfall = 1 - DualStep.Sign(label) * output;
        return shortfall < 0 ? 0 : shortfall < _smoothing ? shortfall * shortfall / (2 * _smoothing) : shortfall - _smoothing / 2;
    }

    /// <inheritdoc/>
    public float Derivative(float output, float label)
    {
        var sign = DualStep.Sign(label);
        var shortfall = 1 - sign * output;
        return shortfall < 0 ? 0 : shortfall < _smoothing ? -sign * shortfall / _smoothing : -sign;
    }

    /// <inheritdoc/>
    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / (scaledFeaturesNormSquared + _smoothing);

    /// <inheritdoc/>
    public float DualUpdate(float output, float label, float alpha, float invariant, int maxNumThreads)
    {
        var sign = DualStep.Sign(label);
        var aligned = sign * alpha;
        return DualStep.Boxed(sign, aligned + invariant * (1 - sign * output - _smoothing * aligned), alpha, maxNumThreads);
    }

    /// <inheritdoc/>
    public double DualLoss(float label, float dual) =>
        DualStep.Feasible(label, dual) is { } p ? p * (1 - p * _smoothing / 2) : double.NegativeInfinity;
}
