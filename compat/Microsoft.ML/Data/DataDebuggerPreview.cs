using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>The first rows of a view, materialised for looking at.</summary>
public sealed class DataDebuggerPreview
{
    internal const int DefaultMaxRows = 100;

    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(maxRows >= 0, nameof(maxRows));
        Schema = data.Schema;
        var rows = ImmutableArray.CreateBuilder<RowInfo>();
        var columns = Schema.Select(_ => new List<object>()).ToArray();
        using (var cursor = data.GetRowCursor(Schema))
        {
            var fetchers = Schema.Select(column => Reflect.Call<Func<object>>(typeof(DataDebuggerPreview), nameof(Fetcher), [column.Type.RawType], null, cursor, column)).ToArray();
            while (rows.Count < maxRows && cursor.MoveNext())
            {
                var row = new RowInfo(fetchers.Length);
                for (var i = 0; i < fetchers.Length; i++)
                {
                    row.Values[i] = new KeyValuePair<string, object>(Schema[i].Name, fetchers[i]());
                    columns[i].Add(fetchers[i]());
                }
                rows.Add(row);
            }
        }
        RowView = rows.ToImmutable();
        ColumnView = columns.Select((values, i) => new ColumnInfo(Schema[i], values.ToArray())).ToImmutableArray();
    }

    public DataViewSchema Schema { get; }
    public ImmutableArray<ColumnInfo> ColumnView { get; }
    public ImmutableArray<RowInfo> RowView { get; }

    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    // Each value has buffers of its own, for callers keep it.
    private static Func<object> Fetcher<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return value;
        };
    }

    public sealed class RowInfo
    {
        internal RowInfo(int count) => Values = new KeyValuePair<string, object>[count];

        public KeyValuePair<string, object>[] Values { get; }

        public override string ToString() => $"{Values.Length} columns";
    }

    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        public DataViewSchema.Column Column { get; }
        public object[] Values { get; }

        public override string ToString() => $"{Column.Name}: {Column.Type}";
    }
}
