namespace Microsoft.ML.Trainers;

/// <summary>exp(−β·y·output) with y = ±1.</summary>
public sealed class ExpLoss : IClassificationLoss
{
    private readonly float _beta;

    /// <summary>An exponential loss of steepness <paramref name="beta"/>.</summary>
    public ExpLoss(float beta = 1) => _beta = beta;

    /// <inheritdoc/>
    public double Loss(float output, float label) => MathF.Exp(-_beta * DualStep.Sign(label) * output);

    /// <inheritdoc/>
    public float Derivative(float output, float label)
    {
        var factor = -_beta * DualStep.Sign(label);
        return factor * MathF.Exp(factor * output);
    }
}

/// <summary>exp(output) − label·output, the Poisson loss of a log rate.</summary>
public sealed class PoissonLoss : IRegressionLoss
{
    /// <inheritdoc/>
    public double Loss(float output, float label) => Math.Exp(output) - label * output;

    /// <inheritdoc/>
    public float Derivative(float output, float label) => MathF.Exp(output) - label;
}
