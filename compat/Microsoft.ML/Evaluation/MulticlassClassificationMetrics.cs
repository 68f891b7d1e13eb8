using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>How well a multiclass classifier predicts.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(double micro, double macro, double logLoss, double reduction,
        int topK, double[] topKAccuracies, double[] perClassLogLoss, ConfusionMatrix confusion)
    {
        MicroAccuracy = micro;
        MacroAccuracy = macro;
        LogLoss = logLoss;
        LogLossReduction = reduction;
        TopKPredictionCount = topK;
        TopKAccuracyForAllK = topK > 0 ? topKAccuracies.ToImmutableArray() : null;
        PerClassLogLoss = perClassLogLoss.ToImmutableArray();
        ConfusionMatrix = confusion;
    }

    /// <summary>Mean of −ln of the probability given to the true class.</summary>
    public double LogLoss { get; }

    /// <summary>(prior log-loss − log-loss) / prior log-loss.</summary>
    public double LogLossReduction { get; }

    /// <summary>Mean over the classes that occur of the share of their rows predicted rightly.</summary>
    public double MacroAccuracy { get; }

    /// <summary>Share of all rows predicted rightly.</summary>
    public double MicroAccuracy { get; }

    /// <summary>Share of rows whose true class is among the <see cref="TopKPredictionCount"/> best scores; 0 where K was not asked for.</summary>
    public double TopKAccuracy => TopKAccuracyForAllK?.LastOrDefault() ?? 0;

    /// <summary>The K of <see cref="TopKAccuracy"/>.</summary>
    public int TopKPredictionCount { get; }

    /// <summary>Top-k accuracy for k = 1 to K; null where K was not asked for.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    /// <summary>Mean log-loss of the rows of each class.</summary>
    public IReadOnlyList<double> PerClassLogLoss { get; }

    /// <summary>Rows counted by true and predicted class.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    internal static MulticlassClassificationMetrics Difference(MulticlassClassificationMetrics a, MulticlassClassificationMetrics b) => new(
        a.MicroAccuracy - b.MicroAccuracy, a.MacroAccuracy - b.MacroAccuracy, a.LogLoss - b.LogLoss, a.LogLossReduction - b.LogLossReduction,
        a.TopKPredictionCount, a.TopKAccuracyForAllK?.Zip(b.TopKAccuracyForAllK, (x, y) => x - y).ToArray(),
        a.PerClassLogLoss.Zip(b.PerClassLogLoss, (x, y) => x - y).ToArray(), null);
}
