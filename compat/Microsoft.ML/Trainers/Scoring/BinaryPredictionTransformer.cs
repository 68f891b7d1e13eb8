namespace Microsoft.ML.Data;

using Microsoft.ML.Calibrators;
using Microsoft.ML.Runtime;

/// <summary>A binary classifier on a feature column: writes PredictedLabel, Score, and Probability where it is calibrated.</summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly float _threshold;

    internal BinaryPredictionTransformer(IHostEnvironment env, TModel model, string featureColumnName, DataViewType featureColumnType, float threshold = 0)
        : base(env.Register("BinaryPredictionTransformer"), model, featureColumnName, featureColumnType) => _threshold = threshold;

    internal BinaryPredictionTransformer<TModel> WithThreshold(IHostEnvironment env, float threshold) =>
        new(env, Model, FeatureColumnName, FeatureColumnType, threshold);

    private protected override ScoreColumn[] Columns(uint setId)
    {
        const string Kind = AnnotationUtils.Const.ScoreColumnKind.BinaryClassification;
        var model = (Trainers.IScalarModel)Model;
        var predicted = new ScoreColumn("PredictedLabel", BooleanDataViewType.Instance,
            ScoreAnnotations.Of(setId, Kind, AnnotationUtils.Const.ScoreValueKind.PredictedLabel),
            get => Map(get, (in VBuffer<float> features) => model.Score(features) > _threshold));
        var score = Score(setId, Kind, model);
        if (Model is not CalibratedModelParametersBase { Calibrator: var calibrator })
            return [predicted, score];
        return
        [
            predicted, score,
            new ScoreColumn("Probability", NumberDataViewType.Single,
                ScoreAnnotations.Of(setId, Kind, AnnotationUtils.Const.ScoreValueKind.Probability, builder => builder.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true)),
                get => Map(get, (in VBuffer<float> features) => calibrator.PredictProbability(model.Score(features)))),
        ];
    }

    private protected override void SaveMore(ModelSaveContext ctx) => ctx.Writer.Write(_threshold);
}
