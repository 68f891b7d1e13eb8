using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>An input schema with the score columns behind it: what is where, and what was asked for.</summary>
internal sealed class ScoringSchema
{
    public ScoringSchema(DataViewSchema input, string featureColumnName, DataViewType featureColumnType, ScoreHead head)
    {
        Input = input;
        Features = Check(input, featureColumnName, featureColumnType);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumns(head.Columns(NextSetId(input)));
        Output = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    public DataViewSchema.Column Features { get; }

    /// <summary>Whether a column of <see cref="Output"/> is a score, and not one of the input's.</summary>
    public bool IsScore(int outputIndex) => outputIndex >= Input.Count;

    /// <summary>The input columns needed to serve some output columns.</summary>
    public IReadOnlyList<DataViewSchema.Column> Needs(IEnumerable<DataViewSchema.Column> outputs)
    {
        var indices = new SortedSet<int>();
        foreach (var column in outputs) indices.Add(IsScore(column.Index) ? Features.Index : column.Index);
        return [.. indices.Select(i => Input[i])];
    }

    private static DataViewSchema.Column Check(DataViewSchema input, string name, DataViewType trained)
    {
        var column = input.GetColumnOrNull(name)
            ?? throw new ArgumentException($"{Bridging.ColumnRules.Missing(name, "feature", "view to score", input.Select(c => c.Name))} The network was trained on it.");
        if (column.Type is VectorDataViewType { ItemType: NumberDataViewType item } vector && item == NumberDataViewType.Single && vector.Size == ((VectorDataViewType)trained).Size) return column;
        throw new ArgumentException($"The feature column '{name}' of the view to score is {column.Type}, but the network was trained on {trained}: "
            + "transform the view with the same fitted stages as the training view.");
    }

    private static uint NextSetId(DataViewSchema input)
    {
        uint largest = 0;
        foreach (var column in input)
        {
            if (column.Annotations.Schema.GetColumnOrNull(ScoreAnnotations.ColumnSetId) is not { Type.RawType: var raw } || raw != typeof(uint)) continue;
            uint id = 0;
            column.Annotations.GetValue(ScoreAnnotations.ColumnSetId, ref id);
            largest = Math.Max(largest, id);
        }
        return largest + 1;
    }
}
