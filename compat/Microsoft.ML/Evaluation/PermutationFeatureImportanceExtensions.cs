using System.Collections.Immutable;

namespace Microsoft.ML;

using Microsoft.ML.Data;
using Microsoft.ML.Evaluation;

/// <summary>
/// Permutation feature importance: what happens to the metrics when a feature's values are shuffled among the rows.
/// The data must have the feature column that the predictor reads. A predictor of another assembly goes to the generic
/// overloads; the others find stock predictors only.
/// </summary>
public static class PermutationFeatureImportanceExtensions
{
    /// <summary>Importance for a regression model, slot by slot.</summary>
    public static ImmutableArray<RegressionMetricsStatistics> PermutationFeatureImportance<TModel>(this RegressionCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data, string labelColumnName = "Label",
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1) where TModel : class =>
        Regression(catalog, predictionTransformer, predictionTransformer.FeatureColumnName, predictionTransformer.Model, data, labelColumnName,
            useFeatureWeightFilter, numberOfExamplesToUse, permutationCount);

    /// <summary>Importance for a chain with a stock regression model, by slot name.</summary>
    public static ImmutableDictionary<string, RegressionMetricsStatistics> PermutationFeatureImportance(this RegressionCatalog catalog, ITransformer model,
        IDataView data, string labelColumnName = "Label", bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        var predictor = Predictor(model, data);
        return FeaturePermutation.Name(Regression(catalog, predictor, predictor.FeatureColumnName, predictor.ModelParameters, data, labelColumnName,
            useFeatureWeightFilter, numberOfExamplesToUse, permutationCount), data, predictor.FeatureColumnName);
    }

    /// <summary>Importance for a binary model, slot by slot.</summary>
    public static ImmutableArray<BinaryClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(this BinaryClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data, string labelColumnName = "Label",
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1) where TModel : class =>
        Binary(catalog, predictionTransformer, predictionTransformer.FeatureColumnName, predictionTransformer.Model, data, labelColumnName,
            useFeatureWeightFilter, numberOfExamplesToUse, permutationCount);

    /// <summary>Importance for a chain with a stock binary model, by slot name.</summary>
    public static ImmutableDictionary<string, BinaryClassificationMetricsStatistics> PermutationFeatureImportanceNonCalibrated(
        this BinaryClassificationCatalog catalog, ITransformer model, IDataView data, string labelColumnName = "Label",
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        var predictor = Predictor(model, data);
        return FeaturePermutation.Name(Binary(catalog, predictor, predictor.FeatureColumnName, predictor.ModelParameters, data, labelColumnName,
            useFeatureWeightFilter, numberOfExamplesToUse, permutationCount), data, predictor.FeatureColumnName);
    }

    /// <summary>Importance for a multiclass model, slot by slot.</summary>
    public static ImmutableArray<MulticlassClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(this MulticlassClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data, string labelColumnName = "Label",
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1) where TModel : class =>
        Multiclass(catalog, predictionTransformer, predictionTransformer.FeatureColumnName, predictionTransformer.Model, data, labelColumnName,
            useFeatureWeightFilter, numberOfExamplesToUse, permutationCount);

    /// <summary>Importance for a chain with a stock multiclass model, by slot name.</summary>
    public static ImmutableDictionary<string, MulticlassClassificationMetricsStatistics> PermutationFeatureImportance(
        this MulticlassClassificationCatalog catalog, ITransformer model, IDataView data, string labelColumnName = "Label",
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        var predictor = Predictor(model, data);
        return FeaturePermutation.Name(Multiclass(catalog, predictor, predictor.FeatureColumnName, predictor.ModelParameters, data, labelColumnName,
            useFeatureWeightFilter, numberOfExamplesToUse, permutationCount), data, predictor.FeatureColumnName);
    }

    private static IStockPredictor Predictor(ITransformer model, IDataView data)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckValue(model, nameof(model));
        return FeaturePermutation.PredictorOf(model);
    }

    private static ImmutableArray<RegressionMetricsStatistics> Regression(RegressionCatalog catalog, ITransformer model, string features, object parameters,
        IDataView data, string label, bool skipZeroWeights, int? examples, int permutations) => FeaturePermutation.Measure(
        catalog.GetEnvironment(), model, features, parameters, data, scored => catalog.Evaluate(scored, label), RegressionMetrics.Difference,
        (statistics, metrics) => statistics.Add(metrics), () => new RegressionMetricsStatistics(), skipZeroWeights, examples, permutations);

    private static ImmutableArray<BinaryClassificationMetricsStatistics> Binary(BinaryClassificationCatalog catalog, ITransformer model, string features,
        object parameters, IDataView data, string label, bool skipZeroWeights, int? examples, int permutations) => FeaturePermutation.Measure(
        catalog.GetEnvironment(), model, features, parameters, data, scored => catalog.EvaluateNonCalibrated(scored, label), BinaryClassificationMetrics.Difference,
        (statistics, metrics) => statistics.Add(metrics), () => new BinaryClassificationMetricsStatistics(), skipZeroWeights, examples, permutations);

    private static ImmutableArray<MulticlassClassificationMetricsStatistics> Multiclass(MulticlassClassificationCatalog catalog, ITransformer model, string features,
        object parameters, IDataView data, string label, bool skipZeroWeights, int? examples, int permutations) => FeaturePermutation.Measure(
        catalog.GetEnvironment(), model, features, parameters, data, scored => catalog.Evaluate(scored, label), MulticlassClassificationMetrics.Difference,
        (statistics, metrics) => statistics.Add(metrics), () => new MulticlassClassificationMetricsStatistics(), skipZeroWeights, examples, permutations);
}
