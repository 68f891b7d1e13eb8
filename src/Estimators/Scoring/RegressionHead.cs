using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Bridging;

namespace MLNetGradExt.Scoring;

/// <summary>One output, brought back to the label's own scale, as <c>Score</c>.</summary>
internal sealed class RegressionHead(LabelScale scale) : ScoreHead
{
    public LabelScale Scale => scale;

    public override string Kind => "Regression";

    public override IReadOnlyList<string> ColumnNames { get; } = ["Score"];

    public override OnnxOptions Export(string featureColumn) => base.Export(featureColumn) with { Scale = scale.Deviation, Shift = scale.Mean };

    public override IReadOnlyList<DataViewSchema.DetachedColumn> Columns(uint setId)
        => [new("Score", NumberDataViewType.Single, Marks(setId, "Score").ToAnnotations())];

    public override Delegate Getter(int column, RowOutputs outputs) => (ValueGetter<float>)((ref float score) => score = scale.Invert(outputs()[0]));
}
