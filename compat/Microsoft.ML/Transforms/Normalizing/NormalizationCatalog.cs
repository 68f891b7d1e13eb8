namespace Microsoft.ML;

using Microsoft.ML.Transforms;

/// <summary>Stages that bring columns to a common scale.</summary>
public static class NormalizationCatalog
{
    /// <summary>To mean 0 and variance 1; with <paramref name="fixZero"/> to a mean square of 1, zero staying zero.</summary>
    public static NormalizingEstimator NormalizeMeanVariance(this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool fixZero = true, bool useCdf = false) =>
        catalog.NormalizeMeanVariance(One(outputColumnName, inputColumnName), maximumExampleCount, fixZero, useCdf);

    /// <summary>Several columns to mean 0 and variance 1; with <paramref name="fixZero"/> to a mean square of 1, zero staying zero.</summary>
    public static NormalizingEstimator NormalizeMeanVariance(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool fixZero = true, bool useCdf = false) =>
        new(catalog.GetEnvironment(), columns, maximumExampleCount, new NormalizingEstimator.Recipe.MeanVariance(fixZero, useCdf, Log: false));

    /// <summary>To [0, 1]; with <paramref name="fixZero"/> to [−1, 1] by the larger magnitude, zero staying zero.</summary>
    public static NormalizingEstimator NormalizeMinMax(this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool fixZero = true) =>
        catalog.NormalizeMinMax(One(outputColumnName, inputColumnName), maximumExampleCount, fixZero);

    /// <summary>Several columns to [0, 1]; with <paramref name="fixZero"/> to [−1, 1] by the larger magnitude, zero staying zero.</summary>
    public static NormalizingEstimator NormalizeMinMax(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool fixZero = true) =>
        new(catalog.GetEnvironment(), columns, maximumExampleCount, new NormalizingEstimator.Recipe.MinMax(fixZero));

    /// <summary>By the normal distribution of the logarithms.</summary>
    public static NormalizingEstimator NormalizeLogMeanVariance(this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool useCdf = true) =>
        catalog.NormalizeLogMeanVariance(One(outputColumnName, inputColumnName), maximumExampleCount, useCdf);

    /// <summary>Several columns by the normal distribution of the logarithms.</summary>
    public static NormalizingEstimator NormalizeLogMeanVariance(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool useCdf = true) =>
        new(catalog.GetEnvironment(), columns, maximumExampleCount, new NormalizingEstimator.Recipe.MeanVariance(FixZero: false, useCdf, Log: true));

    /// <summary>To bins that hold about equally many values each.</summary>
    public static NormalizingEstimator NormalizeBinning(this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool fixZero = true, int maximumBinCount = NormalizingEstimator.DefaultBins) =>
        catalog.NormalizeBinning(One(outputColumnName, inputColumnName), maximumExampleCount, fixZero, maximumBinCount);

    /// <summary>Several columns to bins that hold about equally many values each.</summary>
    public static NormalizingEstimator NormalizeBinning(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool fixZero = true, int maximumBinCount = NormalizingEstimator.DefaultBins) =>
        new(catalog.GetEnvironment(), columns, maximumExampleCount, new NormalizingEstimator.Recipe.Binning(fixZero, maximumBinCount));

    /// <summary>By median and quantile range, which outliers do not move.</summary>
    public static NormalizingEstimator NormalizeRobustScaling(this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool centerData = true, uint quantileMin = 25, uint quantileMax = 75) =>
        catalog.NormalizeRobustScaling(One(outputColumnName, inputColumnName), maximumExampleCount, centerData, quantileMin, quantileMax);

    /// <summary>Several columns by median and quantile range, which outliers do not move.</summary>
    public static NormalizingEstimator NormalizeRobustScaling(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExamples, bool centerData = true, uint quantileMin = 25, uint quantileMax = 75) =>
        new(catalog.GetEnvironment(), columns, maximumExampleCount, new NormalizingEstimator.Recipe.Robust(centerData, quantileMin, quantileMax));

    private static InputOutputColumnPair[] One(string output, string input) => [new InputOutputColumnPair(output, input)];
}
