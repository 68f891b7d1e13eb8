namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(column.Index < data.Schema.Count && data.Schema[column.Index].Name == column.Name, nameof(column), "The column is not in the view's schema");
        return Values<T>(data, column);
    }

    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(columnName, nameof(columnName));
        var column = data.Schema.GetColumnOrNull(columnName) ?? throw Contracts.ExceptSchemaMismatch(nameof(columnName), "input", columnName);
        return Values<T>(data, column);
    }

    private static IEnumerable<T> Values<T>(IDataView data, DataViewSchema.Column column)
    {
        var type = column.Type;
        if (typeof(T) == type.RawType)
            return type is VectorDataViewType ? Reflect.Call<IEnumerable<T>>(typeof(ColumnCursorExtensions), nameof(Vectors), [type.GetItemType().RawType], null, data, column)
                : Direct<T>(data, column);
        if (typeof(T) == typeof(string) && type is TextDataViewType)
            return (IEnumerable<T>)Direct<ReadOnlyMemory<char>>(data, column).Select(text => text.ToString());
        if (typeof(T) == typeof(string[]) && type is VectorDataViewType { ItemType: TextDataViewType })
            return (IEnumerable<T>)Vectors<ReadOnlyMemory<char>>(data, column).Select(texts => texts.DenseValues().Select(text => text.ToString()).ToArray());
        if (typeof(T).IsArray && type is VectorDataViewType vector && vector.ItemType.RawType == typeof(T).GetElementType())
            return Reflect.Call<IEnumerable<T>>(typeof(ColumnCursorExtensions), nameof(Arrays), [typeof(T).GetElementType()], null, data, column);
        throw Contracts.ExceptParam(nameof(column), $"Could not map a data view column '{column.Name}' of type {type} to {typeof(T)}.");
    }

    private static IEnumerable<T> Direct<T>(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        T value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            yield return value;
        }
    }

    // Every row gets buffers of its own: callers keep what they are given.
    private static IEnumerable<VBuffer<T>> Vectors<T>(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<T>>(column);
        while (cursor.MoveNext())
        {
            VBuffer<T> value = default;
            getter(ref value);
            yield return value;
        }
    }

    private static IEnumerable<T[]> Arrays<T>(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            var array = new T[value.Length];
            value.CopyTo(array);
            yield return array;
        }
    }
}
