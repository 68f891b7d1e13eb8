namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>The distinct values of a column, numbered from 1; 0 stands for missing and unknown values.</summary>
internal abstract class TermSet
{
    public abstract int Count { get; }

    public abstract PrimitiveDataViewType ItemType { get; }

    /// <summary>A getter of the keys of a scalar or vector column.</summary>
    public abstract Delegate Keys(DataViewRow row, DataViewSchema.Column source);

    /// <summary>Adds the terms as KeyValues annotation, as text where asked.</summary>
    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, bool asText);

    /// <summary>Adds the terms as an annotation of another kind.</summary>
    public abstract void AddValues(DataViewSchema.Annotations.Builder builder, string kind);

    /// <summary>The terms as an array of their raw type (text as strings), for saving.</summary>
    public abstract Array Terms { get; }

    /// <summary>Names of the terms, for slot names.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Writes the item type and the terms.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.WriteType(ItemType);
        if (Terms is string[] texts)
            writer.WriteAll(texts);
        else
            Lift.Call(typeof(StageIO), nameof(StageIO.WriteValues), [ItemType.RawType], null, writer, Terms);
    }

    public static TermSet Load(BinaryReader reader)
    {
        var item = reader.ReadItemType();
        return item is TextDataViewType
            ? new TextTermSet(reader.ReadTexts())
            : (TermSet)Lift.Call(typeof(TermSet), nameof(LoadValues), [item.RawType], null, reader, item);
    }

    /// <summary>The key values of a column as terms; null where it has not that many.</summary>
    public static TermSet KeyValuesOf(DataViewSchema.Column column, int count) =>
        column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is VectorDataViewType type && type.Size == count
            ? (TermSet)Lift.Call(typeof(TermSet), nameof(AnnotationValues), [type.ItemType.RawType], null, column, type.ItemType)
            : null;

    /// <summary>Collects the terms of columns in one pass, in order of first sight or sorted, at most so many of each.</summary>
    public static TermSet[] Train(IDataView data, IReadOnlyList<(DataViewSchema.Column Column, int Maximum, bool Sorted)> columns)
    {
        using var cursor = data.GetRowCursor(columns.Select(c => c.Column).DistinctBy(c => c.Index));
        var collectors = columns.Select(c => c.Column.Type.GetItemType() is var item && item is TextDataViewType
            ? new TextTermCollector(cursor, c.Column, c.Maximum, c.Sorted)
            : (TermCollector)Lift.Call(typeof(TermSet), nameof(ValueCollector), [item.RawType], null, cursor, c.Column, c.Maximum, c.Sorted)).ToArray();
        while (cursor.MoveNext())
        {
            foreach (var collector in collectors)
                collector.Row();
        }
        return Array.ConvertAll(collectors, collector => collector.Finish());
    }

    private static TermCollector ValueCollector<T>(DataViewRow row, DataViewSchema.Column column, int maximum, bool sorted) =>
        new ValueTermCollector<T>(row, column, maximum, sorted);

    private static TermSet AnnotationValues<T>(DataViewSchema.Column column, PrimitiveDataViewType item)
    {
        var values = default(VBuffer<T>);
        column.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref values);
        return item is TextDataViewType
            ? new TextTermSet(values.DenseValues().Select(value => value.ToString()).ToArray())
            : new ValueTermSet<T>([.. values.DenseValues()], item);
    }

    private static TermSet LoadValues<T>(BinaryReader reader, PrimitiveDataViewType item) where T : unmanaged =>
        new ValueTermSet<T>(reader.ReadValues<T>(), item);
}
