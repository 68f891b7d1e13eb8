using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace MLNetGradExt.Scoring;

/// <summary>One probability a class as <c>Score</c>, the most probable class as <c>PredictedLabel</c>.</summary>
internal sealed class MulticlassHead(ClassNames classes, float temperature = 1) : ScoreHead
{
    // Held, for a scalar that nobody holds may be collected while torch reads it; made late, for there may be no torch.
    private readonly Lazy<Scalar> _divisor = new(() => temperature.ToScalar());

    public ClassNames Classes => classes;

    public override float Temperature => temperature;

    public override ScoreHead WithTemperature(float other) => new MulticlassHead(classes, other);

    public override string Kind => "MulticlassClassification";

    public override IReadOnlyList<string> ColumnNames { get; } = ["PredictedLabel", "Score"];

    public override torch.Tensor Finish(torch.Tensor output) => torch.nn.functional.softmax(temperature == 1 ? output : output.div(_divisor.Value), 1);

    public override void Score(PortableNetwork network, ReadOnlySpan<float> features, Span<float> outputs) => network.PredictProbabilities(features, outputs, temperature);

    public override OnnxOptions Export(string featureColumn) => base.Export(featureColumn) with { Softmax = true, Temperature = temperature };

    public override IReadOnlyList<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        var label = Marks(setId, "PredictedLabel");
        var score = Marks(setId, "Score");
        if (classes.Values is { } values)
        {
            values.AddTo(label, ScoreAnnotations.KeyValues);
            values.AddTo(score, ScoreAnnotations.TrainingLabelValues);
        }
        score.Add(ScoreAnnotations.SlotNames, new VectorDataViewType(TextDataViewType.Instance, classes.Count),
            (ref VBuffer<ReadOnlyMemory<char>> names) => names = new VBuffer<ReadOnlyMemory<char>>(classes.Count, [.. classes.Texts.Select(t => t.AsMemory())]));
        return
        [
            new("PredictedLabel", new KeyDataViewType(typeof(uint), classes.Count), label.ToAnnotations()),
            new("Score", new VectorDataViewType(NumberDataViewType.Single, classes.Count), score.ToAnnotations()),
        ];
    }

    public override Delegate Getter(int column, RowOutputs outputs) => column == 0
        ? (ValueGetter<uint>)((ref uint label) => label = Best(outputs()))
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> score) =>
        {
            var row = outputs();
            var editor = VBufferEditor.Create(ref score, row.Length);
            row.CopyTo(editor.Values);
            score = editor.Commit();
        });

    /// <summary>The key value (from 1) of the largest probability, or 0 (missing) where the scores are NaN.</summary>
    public static uint Best(ReadOnlySpan<float> scores)
    {
        var best = -1;
        for (var i = 0; i < scores.Length; i++)
            if (!float.IsNaN(scores[i]) && (best < 0 || scores[i] > scores[best])) best = i;
        return (uint)(best + 1);
    }
}
