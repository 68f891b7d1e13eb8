namespace Microsoft.ML.Data;

/// <summary>A view over objects, enumerated afresh by each cursor.</summary>
internal sealed class EnumerableView<TRow>(IEnumerable<TRow> data, BoundSchema bound) : IDataView where TRow : class
{
    public DataViewSchema Schema => bound.Schema;
    public bool CanShuffle => false;
    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(data, bound, Schema.ActiveFlags(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly RowObject<TRow> _row;
        private readonly IEnumerator<TRow> _rows;
        private readonly Delegate[] _getters;

        public Cursor(IEnumerable<TRow> data, BoundSchema bound, bool[] active)
        {
            _row = new RowObject<TRow>(bound);
            _rows = data.GetEnumerator();
            _getters = new Delegate[active.Length];
            for (var i = 0; i < active.Length; i++)
                if (active[i])
                    _getters[i] = _row.MakeGetter(i);
        }

        public override DataViewSchema Schema => _row.Schema;
        public override long Batch => 0;
        public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(column.Index < _getters.Length && IsColumnActive(column), nameof(column), "requested column not active");
            return RowExtensions.Typed<TValue>(_getters[column.Index], column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            Contracts.Check(Position >= 0, "Values cannot be fetched at this time: the cursor is not on a row");
            id = new DataViewRowId((ulong)Position, 0);
        };

        protected override bool MoveNextCore()
        {
            if (!_rows.MoveNext())
            {
                _row.Value = null;
                return false;
            }
            _row.Value = _rows.Current ?? throw Contracts.Except("Encountered null when iterating over data, this is not supported.");
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _rows.Dispose();
        }
    }
}
