namespace Microsoft.ML.Data;

using Microsoft.ML.Runtime;

/// <summary>A regression model on a feature column: writes Score.</summary>
public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal RegressionPredictionTransformer(IHostEnvironment env, TModel model, string featureColumnName, DataViewType featureColumnType)
        : base(env.Register("RegressionPredictionTransformer"), model, featureColumnName, featureColumnType)
    {
    }

    private protected override ScoreColumn[] Columns(uint setId) =>
        [Score(setId, AnnotationUtils.Const.ScoreColumnKind.Regression, (Trainers.IScalarModel)Model)];
}
