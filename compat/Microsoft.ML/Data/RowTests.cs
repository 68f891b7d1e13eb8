namespace Microsoft.ML.Data;

/// <summary>The tests that filters and splits put to rows.</summary>
internal static class RowTests
{
    /// <summary>The column's current value as a number: itself, or for a key its place in its range, in (0, 1).</summary>
    public static Func<double> Number(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType key)
            return Reflect.Call<Func<double>>(typeof(RowTests), nameof(KeyFraction), [key.RawType], null, row, column, key.Count);
        if (column.Type == NumberDataViewType.Single)
        {
            var single = row.GetGetter<float>(column);
            float value = 0;
            return () =>
            {
                single(ref value);
                return value;
            };
        }
        if (column.Type == NumberDataViewType.Double)
        {
            var real = row.GetGetter<double>(column);
            double value = 0;
            return () =>
            {
                real(ref value);
                return value;
            };
        }
        throw Contracts.ExceptSchemaMismatch("columnName", "filter", column.Name, "Single, Double or Key", column.Type.ToString());
    }

    private static Func<double> KeyFraction<T>(DataViewRow row, DataViewSchema.Column column, ulong count) where T : struct
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            var raw = Convert.ToUInt64(value);
            return raw == 0 || raw > count ? double.NaN : (raw - 0.5) / count;
        };
    }

    public static Func<double, bool> Range(double min, double max, bool includeMin, bool includeMax)
        => value => (includeMin ? value >= min : value > min) && (includeMax ? value <= max : value < max);

    /// <summary>Whether the column's current value is missing, or has a missing slot.</summary>
    public static Func<bool> Missing(DataViewRow row, DataViewSchema.Column column)
        => Reflect.Call<Func<bool>>(typeof(RowTests), column.Type is VectorDataViewType ? nameof(MissingInVector) : nameof(MissingScalar),
            [column.Type.GetItemType().RawType], null, row, column);

    private static Func<bool> MissingScalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var test = MissingTest<T>(column);
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return test(value);
        };
    }

    private static Func<bool> MissingInVector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var test = MissingTest<T>(column);
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        return () =>
        {
            getter(ref vector);
            foreach (var value in vector.GetValues())
                if (test(value))
                    return true;
            // The implicit slots of a sparse vector of keys are zero, which is missing.
            return !vector.IsDense && test(default);
        };
    }

    private static Predicate<T> MissingTest<T>(DataViewSchema.Column column)
    {
        if (typeof(T) == typeof(float))
            return (Predicate<T>)(object)(Predicate<float>)float.IsNaN;
        if (typeof(T) == typeof(double))
            return (Predicate<T>)(object)(Predicate<double>)double.IsNaN;
        if (column.Type.GetItemType() is KeyDataViewType)
            return value => EqualityComparer<T>.Default.Equals(value, default);
        throw Contracts.ExceptParam("columns", $"Column '{column.Name}' has type {column.Type}, whose values are never missing");
    }
}
