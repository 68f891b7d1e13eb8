namespace Microsoft.ML;

using Microsoft.ML.Data;
using Microsoft.ML.Evaluation;

public sealed partial class RegressionCatalog
{
    /// <summary>Evaluates scored regression data; both columns must be Single.</summary>
    public RegressionMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Environment.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        DataViewSchema.Column label = data.Role("Label", labelColumnName), score = data.Role("Score", scoreColumnName);
        ScoredRows.Require(score.Type == NumberDataViewType.Single, score, "score", "Single");
        ScoredRows.Require(label.Type == NumberDataViewType.Single, label, "label", "Single");
        var tally = new RegressionTally();
        using var cursor = data.GetRowCursor([label, score]);
        Func<float> labels = ScoredRows.Label(cursor, label), scores = ScoredRows.Single(cursor, score);
        while (cursor.MoveNext())
            tally.Add(labels(), scores());
        return tally.Finish();
    }

    /// <summary>Fits on all folds but one and evaluates on that one, for each fold.</summary>
    public IReadOnlyList<CrossValidationResult<RegressionMetrics>> CrossValidate(IDataView data, IEstimator<ITransformer> estimator,
        int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scored => Evaluate(scored, labelColumnName));
    }
}
