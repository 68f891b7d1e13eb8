using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Bridging;

/// <summary>Reads a label of any supported type as a number: a key becomes its index from 0, and −1 where it is missing.</summary>
internal static class LabelGetter
{
    public static Func<double> For(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType)
        {
            if (column.Type.RawType == typeof(uint)) return Read<uint>(row, column, key => (double)key - 1);
            if (column.Type.RawType == typeof(byte)) return Read<byte>(row, column, key => (double)key - 1);
            if (column.Type.RawType == typeof(ushort)) return Read<ushort>(row, column, key => (double)key - 1);
            return Read<ulong>(row, column, key => (double)key - 1);
        }
        return column.Type is BooleanDataViewType ? Read<bool>(row, column, yes => yes ? 1 : 0) : Read<float>(row, column, number => number);
    }

    private static Func<double> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, double> convert)
    {
        var get = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            get(ref value);
            return convert(value);
        };
    }
}
