namespace Microsoft.ML.Data;

/// <summary>Keeps columns in memory once they have been read: columns named up front with the first cursor, others when first asked for.</summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IDataView _source;
    private readonly int[] _prefetch;
    private readonly Slots[] _columns;
    private readonly Lock _gate = new();
    private long _rows = -1;

    public CacheDataView(IDataView source, int[] prefetch)
    {
        _source = source;
        _prefetch = prefetch;
        _columns = new Slots[source.Schema.Count];
    }

    public DataViewSchema Schema => _source.Schema;
    public bool CanShuffle => true;

    public long? GetRowCount()
    {
        lock (_gate)
            return _rows >= 0 ? _rows : _source.GetRowCount();
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Schema.ActiveFlags(columnsNeeded);
        var rows = Load(active);
        return new Cursor(this, active, 0, rows, Order(rows, rand), 0);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = Schema.ActiveFlags(columnsNeeded);
        var rows = Load(active);
        var order = Order(rows, rand);
        n = Math.Clamp(n, 1, Math.Max(1, rows));
        var cursors = new DataViewRowCursor[n];
        for (var i = 0; i < n; i++)
            cursors[i] = new Cursor(this, active, (int)((long)rows * i / n), (int)((long)rows * (i + 1) / n), order, i);
        return cursors;
    }

    private static int[] Order(int rows, Random rand)
    {
        if (rand is null)
            return null;
        var order = Enumerable.Range(0, rows).ToArray();
        rand.Shuffle(order);
        return order;
    }

    private int Load(bool[] active)
    {
        lock (_gate)
        {
            var missing = Schema.Where(i => _columns[i] is null && (active[i] || _prefetch.Contains(i))).ToArray();
            if (missing.Length == 0 && _rows >= 0)
                return (int)_rows;
            using var cursor = _source.GetRowCursor(missing);
            var slots = missing.Select(column => Slots.Create(column, cursor)).ToArray();
            var rows = 0;
            for (; cursor.MoveNext(); rows++)
                foreach (var column in slots)
                    column.Fetch(rows);
            for (var i = 0; i < slots.Length; i++)
            {
                slots[i].Seal(rows);
                _columns[missing[i].Index] = slots[i];
            }
            _rows = rows;
            return rows;
        }
    }

    private sealed class Cursor(CacheDataView view, bool[] active, int first, int end, int[] order, long batch) : RootCursor
    {
        private int _row = first - 1;

        public override DataViewSchema Schema => view.Schema;
        public override long Batch => batch;
        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)CurrentRow(), 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => RowExtensions.Typed<TValue>(IsColumnActive(column) ? view._columns[column.Index].Getter(CurrentRow) : null, column);

        private int CurrentRow()
        {
            Contracts.Check(Position >= 0, "The cursor is not on a row");
            return order is null ? _row : order[_row];
        }

        protected override bool MoveNextCore() => ++_row < end;
    }
}
