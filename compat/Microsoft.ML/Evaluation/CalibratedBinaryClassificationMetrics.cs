namespace Microsoft.ML.Data;

/// <summary>Binary metrics with those that judge the probabilities.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryClassificationMetrics plain, double logLoss, double reduction, double entropy)
        : base(plain.AreaUnderRocCurve, plain.Accuracy, plain.PositivePrecision, plain.PositiveRecall,
            plain.NegativePrecision, plain.NegativeRecall, plain.F1Score, plain.AreaUnderPrecisionRecallCurve, plain.ConfusionMatrix)
    {
        LogLoss = logLoss;
        LogLossReduction = reduction;
        Entropy = entropy;
    }

    /// <summary>Mean of −log₂ of the probability given to the true class.</summary>
    public double LogLoss { get; }

    /// <summary>(prior log-loss − log-loss) / prior log-loss: 1 is perfect, 0 is no better than the class shares.</summary>
    public double LogLossReduction { get; }

    /// <summary>Entropy of the class shares in bits, the prior log-loss.</summary>
    public double Entropy { get; }
}
