namespace Microsoft.ML.Trainers;

/// <summary>−ln of the logistic probability of the true class.</summary>
public sealed class LogLoss : ISupportSdcaClassificationLoss
{
    private const double Smallest = 1e-8;

    /// <inheritdoc/>
    public double Loss(float output, float label)
    {
        var probability = Sigmoid(output);
        return -Math.Log(Math.Max(label > 0 ? probability : 1 - probability, Smallest));
    }

    /// <inheritdoc/>
    public float Derivative(float output, float label) => Sigmoid(output) - (label > 0 ? 1 : 0);

    /// <inheritdoc/>
    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / Math.Max(1, 0.25f + scaledFeaturesNormSquared);

    /// <inheritdoc/>
    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
    {
        var sign = DualStep.Sign(label);
        return DualStep.Damp((sign * Sigmoid(-sign * output) - dual) * invariant, maxNumThreads);
    }

    /// <inheritdoc/>
    public double DualLoss(float label, float dual) => DualStep.Feasible(label, dual) is not { } p ? double.NegativeInfinity
        : p is 0 or 1 ? 0 : -p * Math.Log(p) - (1 - p) * Math.Log(1 - p);

    internal static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
