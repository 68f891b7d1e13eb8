namespace Microsoft.ML.Data;

/// <summary>Regression metrics over repeated measurements.</summary>
public sealed class RegressionMetricsStatistics
{
    internal RegressionMetricsStatistics()
    {
    }

    /// <summary>Mean absolute error.</summary>
    public MetricStatistics MeanAbsoluteError { get; } = new();

    /// <summary>Mean squared error.</summary>
    public MetricStatistics MeanSquaredError { get; } = new();

    /// <summary>Root of the mean squared error.</summary>
    public MetricStatistics RootMeanSquaredError { get; } = new();

    /// <summary>The evaluator's loss.</summary>
    public MetricStatistics LossFunction { get; } = new();

    /// <summary>Coefficient of determination.</summary>
    public MetricStatistics RSquared { get; } = new();

    internal void Add(RegressionMetrics metrics)
    {
        MeanAbsoluteError.Add(metrics.MeanAbsoluteError);
        MeanSquaredError.Add(metrics.MeanSquaredError);
        RootMeanSquaredError.Add(metrics.RootMeanSquaredError);
        LossFunction.Add(metrics.LossFunction);
        RSquared.Add(metrics.RSquared);
    }
}

/// <summary>Binary metrics over repeated measurements.</summary>
public class BinaryClassificationMetricsStatistics
{
    internal BinaryClassificationMetricsStatistics()
    {
    }

    /// <summary>Area under the ROC curve.</summary>
    public MetricStatistics AreaUnderRocCurve { get; } = new();

    /// <summary>Accuracy.</summary>
    public MetricStatistics Accuracy { get; } = new();

    /// <summary>Precision of the positive class.</summary>
    public MetricStatistics PositivePrecision { get; } = new();

    /// <summary>Recall of the positive class.</summary>
    public MetricStatistics PositiveRecall { get; } = new();

    /// <summary>Precision of the negative class.</summary>
    public MetricStatistics NegativePrecision { get; } = new();

    /// <summary>Recall of the negative class.</summary>
    public MetricStatistics NegativeRecall { get; } = new();

    /// <summary>F1 score.</summary>
    public MetricStatistics F1Score { get; } = new();

    /// <summary>Area under the precision-recall curve.</summary>
    public MetricStatistics AreaUnderPrecisionRecallCurve { get; } = new();

    internal void Add(BinaryClassificationMetrics metrics)
    {
        AreaUnderRocCurve.Add(metrics.AreaUnderRocCurve);
        Accuracy.Add(metrics.Accuracy);
        PositivePrecision.Add(metrics.PositivePrecision);
        PositiveRecall.Add(metrics.PositiveRecall);
        NegativePrecision.Add(metrics.NegativePrecision);
        NegativeRecall.Add(metrics.NegativeRecall);
        F1Score.Add(metrics.F1Score);
        AreaUnderPrecisionRecallCurve.Add(metrics.AreaUnderPrecisionRecallCurve);
    }
}

/// <summary>Multiclass metrics over repeated measurements.</summary>
public sealed class MulticlassClassificationMetricsStatistics
{
    internal MulticlassClassificationMetricsStatistics()
    {
    }

    /// <summary>Micro accuracy.</summary>
    public MetricStatistics MicroAccuracy { get; } = new();

    /// <summary>Macro accuracy.</summary>
    public MetricStatistics MacroAccuracy { get; } = new();

    /// <summary>Log-loss.</summary>
    public MetricStatistics LogLoss { get; } = new();

    /// <summary>Log-loss reduction.</summary>
    public MetricStatistics LogLossReduction { get; } = new();

    /// <summary>Top-K accuracy.</summary>
    public MetricStatistics TopKAccuracy { get; } = new();

    /// <summary>Log-loss of each class.</summary>
    public IReadOnlyList<MetricStatistics> PerClassLogLoss { get; private set; }

    internal void Add(MulticlassClassificationMetrics metrics)
    {
        MicroAccuracy.Add(metrics.MicroAccuracy);
        MacroAccuracy.Add(metrics.MacroAccuracy);
        LogLoss.Add(metrics.LogLoss);
        LogLossReduction.Add(metrics.LogLossReduction);
        if (metrics.TopKPredictionCount > 0)
            TopKAccuracy.Add(metrics.TopKAccuracy);
        PerClassLogLoss = MetricStatistics.AddAll(PerClassLogLoss, metrics.PerClassLogLoss);
    }
}
