using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Bridging;

/// <summary>What the rules ask of a column, the same for a column of a view and one of a schema shape (where sizes are not known yet).</summary>
internal readonly record struct ColumnFacts(string Name, string Type, DataViewType ItemType, bool IsKey, bool IsVector, bool IsKnownSize, int? Size, ulong? KeyCount)
{
    public static ColumnFacts Of(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var item = vector?.ItemType ?? column.Type;
        return new ColumnFacts(column.Name, column.Type.ToString()!, item, item is KeyDataViewType, vector is not null, vector?.IsKnownSize ?? false,
            vector?.Size, (item as KeyDataViewType)?.Count);
    }

    public static ColumnFacts Of(SchemaShape.Column column) => new(column.Name, Text(column), column.ItemType, column.IsKey,
        column.Kind != SchemaShape.Column.VectorKind.Scalar, column.Kind == SchemaShape.Column.VectorKind.Vector, null, null);

    private static string Text(SchemaShape.Column column)
    {
        var item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString()!;
        return column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => item,
            SchemaShape.Column.VectorKind.Vector => $"Vector<{item}>",
            _ => $"Vector<{item}> of unknown size",
        };
    }
}
