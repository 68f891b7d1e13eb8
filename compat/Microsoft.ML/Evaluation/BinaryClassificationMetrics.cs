namespace Microsoft.ML.Data;

/// <summary>How well a binary classifier predicts; every value is best at 1.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(double auc, double accuracy, double positivePrecision, double positiveRecall,
        double negativePrecision, double negativeRecall, double f1, double auprc, ConfusionMatrix confusion)
    {
        AreaUnderRocCurve = auc;
        Accuracy = accuracy;
        PositivePrecision = positivePrecision;
        PositiveRecall = positiveRecall;
        NegativePrecision = negativePrecision;
        NegativeRecall = negativeRecall;
        F1Score = f1;
        AreaUnderPrecisionRecallCurve = auprc;
        ConfusionMatrix = confusion;
    }

    /// <summary>Chance that a positive row scores above a negative one, ties counting half.</summary>
    public double AreaUnderRocCurve { get; }

    /// <summary>Share of rows predicted rightly.</summary>
    public double Accuracy { get; }

    /// <summary>Share of the rows predicted positive that are positive.</summary>
    public double PositivePrecision { get; }

    /// <summary>Share of the positive rows that are predicted positive.</summary>
    public double PositiveRecall { get; }

    /// <summary>Share of the rows predicted negative that are negative.</summary>
    public double NegativePrecision { get; }

    /// <summary>Share of the negative rows that are predicted negative.</summary>
    public double NegativeRecall { get; }

    /// <summary>Harmonic mean of positive precision and recall.</summary>
    public double F1Score { get; }

    /// <summary>Area under the precision-recall curve by the lower trapezoid estimator.</summary>
    public double AreaUnderPrecisionRecallCurve { get; }

    /// <summary>Rows counted by true and predicted class; the positive class comes first.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    internal static BinaryClassificationMetrics Difference(BinaryClassificationMetrics a, BinaryClassificationMetrics b) => new(
        a.AreaUnderRocCurve - b.AreaUnderRocCurve, a.Accuracy - b.Accuracy,
        a.PositivePrecision - b.PositivePrecision, a.PositiveRecall - b.PositiveRecall,
        a.NegativePrecision - b.NegativePrecision, a.NegativeRecall - b.NegativeRecall,
        a.F1Score - b.F1Score, a.AreaUnderPrecisionRecallCurve - b.AreaUnderPrecisionRecallCurve, null);
}
