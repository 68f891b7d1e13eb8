namespace Microsoft.ML.Evaluation;

using Microsoft.ML.Data;

/// <summary>Reads label and score columns of a scored view, with upstream's checks.</summary>
internal static class ScoredRows
{
    /// <summary>A column by name and role.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not there.</exception>
    public static DataViewSchema.Column Role(this IDataView data, string role, string name) =>
        data.Schema.GetColumnOrNull(name) ?? throw Contracts.ExceptParam("schema", $"{role} column '{name}' not found");

    public static void Require(bool sound, DataViewSchema.Column column, string role, string expected)
    {
        if (!sound)
            throw Contracts.ExceptSchemaMismatch("schema", role, column.Name, expected, column.Type.ToString());
    }

    /// <summary>Reads a label as a number: booleans as 0 and 1, keys counted from 0, a missing key as NaN.</summary>
    public static Func<float> Label(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType)
            return (Func<float>)Transforms.Lift.Call(typeof(ScoredRows), nameof(Key), [column.Type.RawType], null, row, column);
        if (column.Type is BooleanDataViewType)
            return Read<bool>(row, column, value => value ? 1 : 0);
        if (column.Type == NumberDataViewType.Double)
            return Read<double>(row, column, value => (float)value);
        return Read<float>(row, column, value => value);
    }

    /// <summary>Reads a float, or NaN where there is no such column.</summary>
    public static Func<float> Single(DataViewRow row, DataViewSchema.Column? column) =>
        column is { } found ? Read<float>(row, found, value => value) : () => float.NaN;

    /// <summary>Names of classes from an annotation of texts of the right length, or the fallback.</summary>
    public static ReadOnlyMemory<char>[] Names(DataViewSchema.Column column, string kind, int count, IEnumerable<string> fallback)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { ItemType: TextDataViewType } type || type.Size != count)
            return fallback.Select(name => name.AsMemory()).ToArray();
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.Annotations.GetValue(kind, ref names);
        return names.DenseValues().ToArray();
    }

    private static Func<float> Key<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var number = Transforms.KeyNumber.Of<T>();
        return Read<T>(row, column, key => number(key) is var n && n == 0 ? float.NaN : n - 1);
    }

    private static Func<float> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> map)
    {
        var get = row.GetGetter<T>(column);
        var value = default(T);
        return () =>
        {
            get(ref value);
            return map(value);
        };
    }
}
