namespace Microsoft.ML.Data;

/// <summary>How well a regression model predicts: smaller losses are better, <see cref="RSquared"/> is best at 1.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(double absolute, double squared, double root, double loss, double rSquared)
    {
        MeanAbsoluteError = absolute;
        MeanSquaredError = squared;
        RootMeanSquaredError = root;
        LossFunction = loss;
        RSquared = rSquared;
    }

    /// <summary>Mean of |label − score|.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>Mean of (label − score)².</summary>
    public double MeanSquaredError { get; }

    /// <summary>Square root of <see cref="MeanSquaredError"/>.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>Mean of the evaluator's loss, which is the squared loss.</summary>
    public double LossFunction { get; }

    /// <summary>1 − Σ(label − score)² / Σ(label − mean)²; NaN where the labels do not vary.</summary>
    public double RSquared { get; }

    internal static RegressionMetrics Difference(RegressionMetrics a, RegressionMetrics b) => new(
        a.MeanAbsoluteError - b.MeanAbsoluteError, a.MeanSquaredError - b.MeanSquaredError,
        a.RootMeanSquaredError - b.RootMeanSquaredError, a.LossFunction - b.LossFunction, a.RSquared - b.RSquared);
}
