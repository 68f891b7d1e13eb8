using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class
    {
        _env.CheckValue(data, nameof(data));
        return new EnumerableView<TRow>(data, BoundSchema.Create(typeof(TRow), SchemaDefinition.Direction.Read, schemaDefinition));
    }

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema) where TRow : class
    {
        _env.CheckValue(data, nameof(data));
        _env.CheckValue(schema, nameof(schema));
        return new EnumerableView<TRow>(data, BoundSchema.Create(typeof(TRow), SchemaDefinition.Direction.Read, DefinitionOf(typeof(TRow), schema)));
    }

    /// <summary>The definition of a class with the types and annotations of a schema, all of whose columns it must have.</summary>
    internal static SchemaDefinition DefinitionOf(Type type, DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(type, SchemaDefinition.Direction.Read);
        foreach (var column in schema)
        {
            var member = definition[column.Name] ?? throw Contracts.Except($"Type should contain a member named {column.Name}");
            member.ColumnType = column.Type;
            member.AddAnnotations(column.Annotations);
        }
        return definition;
    }

    public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        _env.CheckValue(data, nameof(data));
        return Rows(data, new RowBinding<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition), reuseRowObject);
    }

    private static IEnumerable<TRow> Rows<TRow>(IDataView data, RowBinding<TRow> binding, bool reuse) where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(binding.Columns);
        var fill = binding.Bind(cursor);
        var row = reuse ? new TRow() : null;
        while (cursor.MoveNext())
        {
            if (!reuse)
                row = new TRow();
            fill(row);
            yield return row;
        }
    }
}
