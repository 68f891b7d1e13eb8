using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>One logit as <c>Score</c>, the sigmoid of it by the temperature as <c>Probability</c>, and whether it exceeds the threshold as <c>PredictedLabel</c>.</summary>
internal sealed class BinaryHead(float threshold, float temperature = 1) : ScoreHead
{
    public float Threshold => threshold;

    public override float Temperature => temperature;

    public override ScoreHead WithTemperature(float other) => new BinaryHead(threshold, other);

    public override string Kind => "BinaryClassification";

    public override IReadOnlyList<string> ColumnNames { get; } = ["PredictedLabel", "Score", "Probability"];

    public override OnnxOptions Export(string featureColumn) => base.Export(featureColumn) with { ProbabilityName = "Probability", Temperature = temperature };

    public override IReadOnlyList<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        var probability = Marks(setId, "Probability");
        probability.Add(ScoreAnnotations.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
        return
        [
            new("PredictedLabel", BooleanDataViewType.Instance, Marks(setId, "PredictedLabel").ToAnnotations()),
            new("Score", NumberDataViewType.Single, Marks(setId, "Score").ToAnnotations()),
            new("Probability", NumberDataViewType.Single, probability.ToAnnotations()),
        ];
    }

    public override Delegate Getter(int column, RowOutputs outputs) => column switch
    {
        0 => (ValueGetter<bool>)((ref bool label) => label = outputs()[0] > threshold),
        1 => (ValueGetter<float>)((ref float score) => score = outputs()[0]),
        _ => (ValueGetter<float>)((ref float probability) => probability = Probability(outputs()[0])),
    };

    public float Probability(float logit) => (float)(1 / (1 + Math.Exp(-logit / temperature)));
}
