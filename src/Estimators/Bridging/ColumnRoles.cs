using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Bridging;

/// <summary>The names of the columns a trainer reads.</summary>
internal sealed record ColumnNames(string Label, string Features, string? Weight);

/// <summary>The columns a trainer reads from one view, found and of sound types.</summary>
internal sealed record ColumnRoles(DataViewSchema.Column Features, DataViewSchema.Column Label, DataViewSchema.Column? Weight, LabelKind Kind)
{
    /// <summary>Numbers of one row's features.</summary>
    public int FeatureCount => ((VectorDataViewType)Features.Type).Size;

    /// <summary>The features' shape without the batch dimension: [784], or [1, 28, 28] where the vector type has dimensions.</summary>
    public ValueList<long> FeatureShape => [.. ((VectorDataViewType)Features.Type).Dimensions.Select(d => (long)d)];

    /// <summary>The columns to make active in a cursor.</summary>
    public IEnumerable<DataViewSchema.Column> Active => Weight is { } weight ? [Features, Label, weight] : [Features, Label];

    /// <summary>The number of classes of a key label.</summary>
    public int ClassCount => Label.Type is KeyDataViewType key ? checked((int)key.Count) : 0;

    /// <summary>Finds the columns; what is wrong with them goes into <paramref name="problems"/>, and then the result is null.</summary>
    public static ColumnRoles? Find(DataViewSchema schema, ColumnNames names, LabelKind kind, string view, List<string> problems)
    {
        var before = problems.Count;
        var features = Column(schema, names.Features, "feature", view, problems);
        var label = Column(schema, names.Label, "label", view, problems);
        var weight = names.Weight is { } name ? Column(schema, name, "weight", view, problems) : null;
        if (features is { } f) ColumnRules.Features(ColumnFacts.Of(f), view, problems);
        if (label is { } l) ColumnRules.Label(ColumnFacts.Of(l), kind, view, problems);
        if (weight is { } w) ColumnRules.Weight(ColumnFacts.Of(w), view, problems);
        return problems.Count > before ? null : new ColumnRoles(features!.Value, label!.Value, weight, kind);
    }

    private static DataViewSchema.Column? Column(DataViewSchema schema, string name, string role, string view, List<string> problems)
    {
        var column = schema.GetColumnOrNull(name);
        if (column is null) problems.Add(ColumnRules.Missing(name, role, view, schema.Select(c => c.Name)));
        return column;
    }
}
