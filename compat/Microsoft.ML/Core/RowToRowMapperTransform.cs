namespace Microsoft.ML.Data;

/// <summary>A view with a mapper's columns added to its input's, and the same over a single row.</summary>
internal sealed class RowToRowMapperTransform : IDataView, IRowToRowMapper
{
    private readonly RowMapper _mapper;
    private readonly MergedColumns _columns;

    public RowToRowMapperTransform(IDataView source, RowMapper mapper)
    {
        Source = source;
        _mapper = mapper;
        _columns = new MergedColumns(mapper.InputSchema, mapper.OutputColumns);
    }

    public IDataView Source { get; }
    public DataViewSchema Schema => _columns.Schema;
    public DataViewSchema InputSchema => Source.Schema;
    public DataViewSchema OutputSchema => Schema;
    public bool CanShuffle => Source.CanShuffle;
    public long? GetRowCount() => Source.GetRowCount();

    public static DataViewSchema OutputSchemaOf(RowMapper mapper) => new MergedColumns(mapper.InputSchema, mapper.OutputColumns).Schema;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Schema.ActiveFlags(columnsNeeded);
        return new Cursor(this, Source.GetRowCursor(InputsOf(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = Schema.ActiveFlags(columnsNeeded);
        return Array.ConvertAll(Source.GetRowCursorSet(InputsOf(active), n, rand), DataViewRowCursor (input) => new Cursor(this, input, active));
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => InputsOf(Schema.ActiveFlags(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckValue(activeColumns, nameof(activeColumns));
        Contracts.CheckParam(input.Schema == InputSchema, nameof(input), "Schema of input row must be the same as the schema the mapper is bound to");
        return new Row(this, input, Schema.ActiveFlags(activeColumns));
    }

    private DataViewSchema.Column[] InputsOf(bool[] active)
    {
        var needed = _mapper.GetDependencies(added => active[_columns.PlaceOf(added)]);
        var inputs = InputSchema.ActiveFlags(InputSchema.Where(column => needed(column.Index)));
        for (var place = 0; place < active.Length; place++)
            if (active[place] && _columns.IsInput(place, out var input)) inputs[input] = true;
        return InputSchema.Where(column => inputs[column.Index]).ToArray();
    }

    private sealed class Getters
    {
        private readonly RowToRowMapperTransform _view;
        private readonly DataViewRow _input;
        private readonly bool[] _active;
        private readonly Delegate[] _getters;
        private readonly Action _disposer;

        public Getters(RowToRowMapperTransform view, DataViewRow input, bool[] active)
        {
            _view = view;
            _input = input;
            _active = active;
            _getters = view._mapper.CreateGetters(input, added => active[view._columns.PlaceOf(added)], out _disposer);
        }

        public bool IsActive(DataViewSchema.Column column)
            => (uint)column.Index < (uint)_active.Length ? _active[column.Index] : throw Contracts.ExceptParam(nameof(column));

        public ValueGetter<TValue> Get<TValue>(DataViewSchema.Column column)
        {
            if (!IsActive(column))
                throw Contracts.ExceptParam(nameof(column), $"The column '{column.Name}' is not active");
            return _view._columns.IsInput(column.Index, out var index)
                ? _input.GetGetter<TValue>(_view.InputSchema[index])
                : RowExtensions.Typed<TValue>(_getters[index], column);
        }

        public void Dispose() => _disposer?.Invoke();
    }

    private sealed class Cursor(RowToRowMapperTransform view, DataViewRowCursor input, bool[] active) : WrappingCursor(input)
    {
        private readonly Getters _getters = new(view, input, active);

        public override DataViewSchema Schema => view.Schema;
        public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsActive(column);
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.Get<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _getters.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Row(RowToRowMapperTransform view, DataViewRow input, bool[] active) : DataViewRow
    {
        private readonly Getters _getters = new(view, input, active);

        public override DataViewSchema Schema => view.Schema;
        public override long Position => input.Position;
        public override long Batch => input.Batch;
        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();
        public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsActive(column);
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.Get<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            _getters.Dispose();
            input.Dispose();
        }
    }
}
