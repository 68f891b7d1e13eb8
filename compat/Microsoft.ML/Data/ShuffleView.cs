namespace Microsoft.ML.Data;

/// <summary>Rows in random order: the source's own shuffling where it can, then a pool from which rows are drawn. Every pass has the same order.</summary>
internal sealed class ShuffleView(IDataView source, int poolSize, bool shuffleSource, int seed) : IDataView
{
    public DataViewSchema Schema => source.Schema;
    public bool CanShuffle => true;
    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Schema.ActiveFlags(columnsNeeded);
        rand ??= new Random(seed);
        var input = source.GetRowCursor(Schema.Where(i => active[i]), shuffleSource && source.CanShuffle ? new Random(rand.Next()) : null);
        return new Cursor(input, active, poolSize, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly DataViewRowCursor _input;
        private readonly Slots[] _columns;
        private readonly Slots<DataViewRowId> _ids;
        private readonly int[] _slots;
        private readonly Random _rand;
        private int _filled;
        private int _current = -1;
        private bool _started;

        public Cursor(DataViewRowCursor input, bool[] active, int poolSize, Random rand)
        {
            _input = input;
            _rand = rand;
            _columns = input.Schema.Select(column => active[column.Index] ? Slots.Create(column, input) : null).ToArray();
            _ids = new Slots<DataViewRowId>(input.GetIdGetter());
            _slots = new int[poolSize];
        }

        public override DataViewSchema Schema => _input.Schema;
        public override long Batch => 0;
        public override bool IsColumnActive(DataViewSchema.Column column) => _columns[column.Index] is not null;
        public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.Getter(CurrentSlot);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => RowExtensions.Typed<TValue>(_columns[column.Index]?.Getter(CurrentSlot), column);

        private int CurrentSlot() => _current >= 0 ? _slots[_current] : throw Contracts.Except("The cursor is not on a row");

        protected override bool MoveNextCore()
        {
            if (!_started)
            {
                _started = true;
                while (_filled < _slots.Length && _input.MoveNext())
                {
                    _slots[_filled] = _filled;
                    Fetch(_filled++);
                }
            }
            // The slot just shown is free: the next row goes there, or the pool shrinks.
            else if (_input.MoveNext())
                Fetch(_slots[_current]);
            else
            {
                _filled--;
                (_slots[_current], _slots[_filled]) = (_slots[_filled], _slots[_current]);
            }
            _current = _filled > 0 ? _rand.Next(_filled) : -1;
            return _filled > 0;
        }

        private void Fetch(int slot)
        {
            foreach (var column in _columns)
                column?.Fetch(slot);
            _ids.Fetch(slot);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _input.Dispose();
        }
    }
}
