namespace Microsoft.ML.Data;

/// <summary>
/// The rows of a view that pass a test on some of its columns. A test that depends on the rows before, such as drawing
/// a random number a row, is held to the source's own order.
/// </summary>
internal sealed class FilterView(IDataView source, DataViewSchema.Column[] tested, Func<DataViewRow, Func<bool>> makeTest, bool inOrder = false) : IDataView
{
    public DataViewSchema Schema => source.Schema;
    public bool CanShuffle => !inOrder && source.CanShuffle;
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Schema.ActiveFlags(columnsNeeded);
        return new Cursor(source.GetRowCursor(Needed(active), inOrder ? null : rand), makeTest, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        if (inOrder)
            return [GetRowCursor(columnsNeeded)];
        var active = Schema.ActiveFlags(columnsNeeded);
        return Array.ConvertAll(source.GetRowCursorSet(Needed(active), n, rand), DataViewRowCursor (input) => new Cursor(input, makeTest, active));
    }

    private DataViewSchema.Column[] Needed(bool[] active) => Schema.Where(i => active[i] || tested.Any(column => column.Index == i)).ToArray();

    private sealed class Cursor(DataViewRowCursor input, Func<DataViewRow, Func<bool>> makeTest, bool[] active) : SameColumnsCursor(input)
    {
        private readonly Func<bool> _test = makeTest(input);

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), $"The column '{column.Name}' is not active");
            return base.GetGetter<TValue>(column);
        }

        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
                if (_test())
                    return true;
            return false;
        }
    }
}
