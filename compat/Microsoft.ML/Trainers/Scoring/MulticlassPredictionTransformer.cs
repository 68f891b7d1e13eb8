namespace Microsoft.ML.Data;

using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

/// <summary>A multiclass classifier on a feature column: writes PredictedLabel, a key, and Score, one value a class.</summary>
public sealed class MulticlassPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    // The training label's key values, where it had as many as there are classes.
    private readonly TermSet _labels;

    internal MulticlassPredictionTransformer(IHostEnvironment env, TModel model, string featureColumnName, DataViewType featureColumnType, TermSet labels)
        : base(env.Register("MulticlassPredictionTransformer"), model, featureColumnName, featureColumnType) => _labels = labels;

    private protected override ScoreColumn[] Columns(uint setId)
    {
        const string Kind = AnnotationUtils.Const.ScoreColumnKind.MulticlassClassification;
        var model = (Trainers.IVectorModel)Model;
        return
        [
            new ScoreColumn("PredictedLabel", new KeyDataViewType(typeof(uint), model.Outputs),
                ScoreAnnotations.Of(setId, Kind, AnnotationUtils.Const.ScoreValueKind.PredictedLabel, builder => _labels?.AddKeyValues(builder, asText: false)),
                get => Predicted(get, model)),
            new ScoreColumn("Score", new VectorDataViewType(NumberDataViewType.Single, model.Outputs),
                ScoreAnnotations.Of(setId, Kind, AnnotationUtils.Const.ScoreValueKind.Score, Name), get => Scores(get, model)),
        ];
    }

    private protected override void SaveMore(ModelSaveContext ctx)
    {
        ctx.Writer.Write(_labels is not null);
        _labels?.Save(ctx.Writer);
    }

    private void Name(DataViewSchema.Annotations.Builder builder)
    {
        if (_labels is null)
            return;
        if (_labels.ItemType is TextDataViewType)
            builder.AddSlotNames(_labels.Names);
        _labels.AddValues(builder, AnnotationUtils.Kinds.TrainingLabelValues);
    }

    private static ValueGetter<VBuffer<float>> Scores(ValueGetter<VBuffer<float>> get, Trainers.IVectorModel model)
    {
        var features = default(VBuffer<float>);
        return (ref VBuffer<float> value) =>
        {
            get(ref features);
            var editor = VBufferEditor.Create(ref value, model.Outputs);
            model.Score(features, editor.Values);
            value = editor.Commit();
        };
    }

    private static ValueGetter<uint> Predicted(ValueGetter<VBuffer<float>> get, Trainers.IVectorModel model)
    {
        var features = default(VBuffer<float>);
        var scores = new float[model.Outputs];
        return (ref uint value) =>
        {
            get(ref features);
            model.Score(features, scores);
            var best = 0;
            for (var c = 1; c < scores.Length; c++)
            {
                if (scores[c] > scores[best])
                    best = c;
            }
            value = float.IsNaN(scores[best]) ? 0 : (uint)best + 1;
        };
    }
}
