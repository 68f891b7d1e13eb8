namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;
using Microsoft.ML.Evaluation;
using Microsoft.ML.Runtime;

/// <summary>Reads the rows that a linear trainer can use: finite features and weight, and a label that is there.</summary>
internal static class TrainingRows
{
    public static LinearData Read(IDataView view, string features, string label, string weight, IChannel channel)
    {
        DataViewSchema.Column featureColumn = view.Schema[features], labelColumn = view.Schema[label];
        DataViewSchema.Column? weightColumn = weight is null ? null : view.Schema[weight];
        var rows = new List<FeatureRow>();
        var labels = new List<float>();
        var weights = new List<float>();
        var skipped = 0L;
        using var cursor = view.GetRowCursor(weightColumn is { } extra ? [featureColumn, labelColumn, extra] : [featureColumn, labelColumn]);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(featureColumn);
        var getLabel = ScoredRows.Label(cursor, labelColumn);
        Func<float> getWeight = weightColumn is null ? () => 1 : ScoredRows.Single(cursor, weightColumn);
        var buffer = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getFeatures(ref buffer);
            float target = getLabel(), importance = getWeight();
            var values = buffer.GetValues().ToArray();
            if (!float.IsFinite(target) || !float.IsFinite(importance) || !values.All(float.IsFinite))
            {
                skipped++;
                continue;
            }
            rows.Add(new FeatureRow(values, buffer.IsDense ? null : buffer.GetIndices().ToArray()));
            labels.Add(target);
            weights.Add(importance);
        }
        if (skipped > 0)
            channel.Warning($"Skipped {skipped} instances with missing features/label/weight during training");
        Contracts.Check(rows.Count > 0, "No valid training instances found, all instances have missing features.");
        return new LinearData(featureColumn.Type.GetVectorSize(), rows, labels, weights);
    }
}
