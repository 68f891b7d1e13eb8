namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Chosen columns of a schema, in a chosen order, over views and over rows.</summary>
internal sealed class ColumnSelection : IRowToRowMapper
{
    private readonly DataViewSchema.Column[] _sources;

    public ColumnSelection(DataViewSchema inputSchema, DataViewSchema.Column[] sources)
    {
        InputSchema = inputSchema;
        _sources = sources;
        var builder = new DataViewSchema.Builder();
        foreach (var source in sources)
            builder.AddColumn(source.Name, source.Type, source.Annotations);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public DataViewSchema InputSchema { get; }

    DataViewSchema IRowToRowMapper.OutputSchema => Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => dependingColumns.Select(Source).ToArray();

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckParam(input.Schema == InputSchema, nameof(input), "Schema of input row must be the same as the schema the mapper is bound to");
        return new Row(this, input);
    }

    private DataViewSchema.Column Source(DataViewSchema.Column column) => _sources[column.Index];

    /// <summary>The columns of a view.</summary>
    internal sealed class View(ColumnSelection selection, IDataView input) : IDataView
    {
        public DataViewSchema Schema => selection.Schema;

        public bool CanShuffle => input.CanShuffle;

        public long? GetRowCount() => input.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
            new Cursor(selection, input.GetRowCursor(selection.GetDependencies(columnsNeeded), rand));

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
            Array.ConvertAll(input.GetRowCursorSet(selection.GetDependencies(columnsNeeded), n, rand), DataViewRowCursor (cursor) => new Cursor(selection, cursor));
    }

    private sealed class Cursor(ColumnSelection selection, DataViewRowCursor input) : WrappingCursor(input)
    {
        public override DataViewSchema Schema => selection.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => Input.IsColumnActive(selection.Source(column));

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Input.GetGetter<TValue>(selection.Source(column));
    }

    private sealed class Row(ColumnSelection selection, DataViewRow input) : DataViewRow
    {
        public override DataViewSchema Schema => selection.Schema;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(selection.Source(column));

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => input.GetGetter<TValue>(selection.Source(column));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
        }
    }
}
