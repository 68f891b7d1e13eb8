namespace Microsoft.ML;

using Microsoft.ML.Data;
using Microsoft.ML.Evaluation;

public sealed partial class BinaryClassificationCatalog
{
    /// <summary>Evaluates scored binary data with probabilities; the label is Boolean, Single, Double or a key of two.</summary>
    public CalibratedBinaryClassificationMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score",
        string probabilityColumnName = "Probability", string predictedLabelColumnName = "PredictedLabel")
    {
        Environment.CheckNonEmpty(probabilityColumnName, nameof(probabilityColumnName));
        var tally = Count(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName, out var names);
        return tally.FinishCalibrated(names);
    }

    /// <summary>Evaluates scored binary data by its scores alone.</summary>
    public BinaryClassificationMetrics EvaluateNonCalibrated(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel") =>
        Count(data, labelColumnName, scoreColumnName, null, predictedLabelColumnName, out var names).Finish(names);

    /// <summary>Cross-validates with the metrics that judge probabilities too.</summary>
    public IReadOnlyList<CrossValidationResult<CalibratedBinaryClassificationMetrics>> CrossValidate(IDataView data, IEstimator<ITransformer> estimator,
        int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scored => Evaluate(scored, labelColumnName));
    }

    /// <summary>Cross-validates by the scores alone.</summary>
    public IReadOnlyList<CrossValidationResult<BinaryClassificationMetrics>> CrossValidateNonCalibrated(IDataView data, IEstimator<ITransformer> estimator,
        int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scored => EvaluateNonCalibrated(scored, labelColumnName));
    }

    private BinaryTally Count(IDataView data, string labelName, string scoreName, string probabilityName, string predictedName, out ReadOnlyMemory<char>[] classNames)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckNonEmpty(labelName, "labelColumnName");
        Environment.CheckNonEmpty(scoreName, "scoreColumnName");
        Environment.CheckNonEmpty(predictedName, "predictedLabelColumnName");
        DataViewSchema.Column label = data.Role("Label", labelName), score = data.Role("Score", scoreName);
        DataViewSchema.Column? probability = probabilityName is null ? null : data.Role("Probability", probabilityName);
        data.Role("PredictedLabel", predictedName);
        ScoredRows.Require(score.Type == NumberDataViewType.Single, score, "score", "Single");
        ScoredRows.Require(label.Type is BooleanDataViewType or KeyDataViewType { Count: 2 } || label.Type == NumberDataViewType.Single || label.Type == NumberDataViewType.Double,
            label, "label", "Single, Double, Boolean, or a Key with cardinality 2");
        if (probability is { } rated)
            ScoredRows.Require(rated.Type == NumberDataViewType.Single, rated, "probability", "Single");

        classNames = ScoredRows.Names(label, AnnotationUtils.Kinds.KeyValues, 2, ["positive", "negative"]);
        var tally = new BinaryTally();
        using var cursor = data.GetRowCursor(probability is { } p ? [label, score, p] : [label, score]);
        Func<float> labels = ScoredRows.Label(cursor, label), scores = ScoredRows.Single(cursor, score), probabilities = ScoredRows.Single(cursor, probability);
        while (cursor.MoveNext())
            tally.Add(labels(), scores(), probabilities());
        return tally;
    }
}
