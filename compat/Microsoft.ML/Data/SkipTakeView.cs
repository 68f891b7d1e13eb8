namespace Microsoft.ML.Data;

/// <summary>A stretch of a view's rows.</summary>
internal sealed class SkipTakeView(IDataView source, long skip, long take) : IDataView
{
    public DataViewSchema Schema => source.Schema;
    public bool CanShuffle => false;
    public long? GetRowCount() => source.GetRowCount() is { } count ? Math.Min(take, Math.Max(0, count - skip)) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(source.GetRowCursor(columnsNeeded), skip, take);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor input, long skip, long take) : SameColumnsCursor(input)
    {
        private long _skip = skip;
        private long _take = take;

        protected override bool MoveNextCore()
        {
            for (; _skip > 0; _skip--)
                if (!Input.MoveNext())
                    return false;
            return _take-- > 0 && Input.MoveNext();
        }
    }
}
