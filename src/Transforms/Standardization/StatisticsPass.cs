using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Transforms;

/// <summary>One pass of one cursor over a view, with the moments of every column to standardise.</summary>
internal static class StatisticsPass
{
    public static IReadOnlyList<ColumnStatistics> Over(IDataView view, StandardizeOptions options)
    {
        var columns = options.Columns.Select(c => Column(view.Schema, c.InputColumnName)).ToArray();
        using var cursor = view.GetRowCursor(columns.DistinctBy(c => c.Index));
        var readers = columns.Select(column => Reader(cursor, column, options.MissingValues)).ToArray();
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
            foreach (var (_, read) in readers) read(rows);
        if (rows == 0) throw new InvalidOperationException("The view to fit Standardize on has no rows.");
        return [.. readers.Zip(columns, (reader, column) => reader.Moments.Finish(column.Name, rows, options.DegreesOfFreedom))];
    }

    private static DataViewSchema.Column Column(DataViewSchema schema, string name)
        => schema.GetColumnOrNull(name)
            ?? throw new ArgumentException($"There is no column '{name}' to standardise. The view has: {string.Join(", ", schema.Select(c => c.Name))}.");

    private static (RunningMoments Moments, Action<long> Read) Reader(DataViewRow row, DataViewSchema.Column column, MissingValues policy)
    {
        var moments = new RunningMoments(column.Type is VectorDataViewType { IsKnownSize: true } vector ? vector.Size : 1);
        var guard = new Guard(column, moments, policy);
        return (moments, column.Type switch
        {
            NumberDataViewType number when number == NumberDataViewType.Single => Scalar<float>(row, guard, x => x),
            NumberDataViewType number when number == NumberDataViewType.Double => Scalar<double>(row, guard, x => x),
            VectorDataViewType { IsKnownSize: true } v when v.ItemType == NumberDataViewType.Single => Vector<float>(row, guard, x => x),
            VectorDataViewType { IsKnownSize: true } v when v.ItemType == NumberDataViewType.Double => Vector<double>(row, guard, x => x),
            var other => throw new ArgumentException($"Column '{column.Name}' is {other}. Standardize takes Single, Double, or a known-size vector of them; "
                + "convert whole numbers with ConvertType, and put categories through OneHotEncoding instead."),
        });
    }

    private static Action<long> Scalar<T>(DataViewRow row, Guard guard, Func<T, double> widen)
    {
        var get = row.GetGetter<T>(guard.Column);
        T value = default!;
        return at =>
        {
            get(ref value);
            guard.Add(0, widen(value), at);
        };
    }

    private static Action<long> Vector<T>(DataViewRow row, Guard guard, Func<T, double> widen)
    {
        var get = row.GetGetter<VBuffer<T>>(guard.Column);
        VBuffer<T> buffer = default;
        return at =>
        {
            get(ref buffer);
            var values = buffer.GetValues();
            if (buffer.Length != guard.Moments.Slots)
                throw new InvalidOperationException($"Column '{guard.Column.Name}' has {buffer.Length} slots at row {at}, not {guard.Moments.Slots} as its type says.");
            if (buffer.IsDense)
            {
                for (var i = 0; i < values.Length; i++) guard.Add(i, widen(values[i]), at);
                return;
            }
            var indices = buffer.GetIndices();
            for (var i = 0; i < values.Length; i++) guard.Add(indices[i], widen(values[i]), at);
        };
    }

    /// <summary>Lets sound values through to the moments and says exactly where an unsound one is.</summary>
    private sealed class Guard(DataViewSchema.Column column, RunningMoments moments, MissingValues policy)
    {
        public DataViewSchema.Column Column => column;

        public RunningMoments Moments => moments;

        public void Add(int slot, double value, long row)
        {
            if (!double.IsFinite(value) && (double.IsInfinity(value) || policy == MissingValues.Error)) throw Unsound(slot, value, row);
            moments.Add(slot, value);
        }

        private InvalidOperationException Unsound(int slot, double value, long row)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"Column '{column.Name}'{SlotName(slot)} is {value} at row {row} (rows count from 0)");
            return new InvalidOperationException(double.IsNaN(value)
                ? $"{where}. Fill missing values with ReplaceMissingValues, or choose MissingValues.ImputeMean or MissingValues.Ignore."
                : $"{where}. An infinite value has no place on a standard scale: clip or drop it first.");
        }

        private string SlotName(int slot)
        {
            if (column.Type is not VectorDataViewType) return "";
            VBuffer<ReadOnlyMemory<char>> names = default;
            if (column.Annotations.Schema.GetColumnOrNull("SlotNames") is not null) column.GetSlotNames(ref names);
            var name = slot < names.Length ? names.GetItemOrDefault(slot).ToString() : "";
            return name.Length > 0 ? $" slot {slot} ('{name}')" : $" slot {slot}";
        }
    }
}
