namespace Microsoft.ML;

using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Evaluation;

public sealed partial class MulticlassClassificationCatalog
{
    /// <summary>Evaluates scored multiclass data: the score is a vector of probabilities, the label a key or a Single that counts classes from 0.</summary>
    public MulticlassClassificationMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel", int topKPredictionCount = 0)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Environment.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        Environment.CheckNonEmpty(predictedLabelColumnName, nameof(predictedLabelColumnName));
        Environment.CheckUserArg(topKPredictionCount >= 0, nameof(topKPredictionCount), "Must be non-negative");
        DataViewSchema.Column label = data.Role("Label", labelColumnName), score = data.Role("Score", scoreColumnName);
        data.Role("PredictedLabel", predictedLabelColumnName);
        ScoredRows.Require(score.Type is VectorDataViewType { Size: >= 2 } vector && vector.ItemType == NumberDataViewType.Single,
            score, "score", "vector of two or more items of type Single");
        ScoredRows.Require(label.Type is KeyDataViewType || label.Type == NumberDataViewType.Single, label, "label", "Single or Key");

        var classes = score.Type.GetVectorSize();
        var names = ScoredRows.Names(score, AnnotationUtils.Kinds.SlotNames, classes,
            Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture)));
        var tally = new MulticlassTally(classes, topKPredictionCount);
        using var cursor = data.GetRowCursor([label, score]);
        var labels = ScoredRows.Label(cursor, label);
        var scores = cursor.GetGetter<VBuffer<float>>(score);
        var buffer = default(VBuffer<float>);
        var dense = new float[classes];
        while (cursor.MoveNext())
        {
            scores(ref buffer);
            buffer.CopyTo(dense);
            tally.Add(labels(), dense);
        }
        return tally.Finish(names);
    }

    /// <summary>Fits on all folds but one and evaluates on that one, for each fold.</summary>
    public IReadOnlyList<CrossValidationResult<MulticlassClassificationMetrics>> CrossValidate(IDataView data, IEstimator<ITransformer> estimator,
        int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scored => Evaluate(scored, labelColumnName));
    }
}
