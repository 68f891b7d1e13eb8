namespace Microsoft.ML.Data;

/// <summary>Each row as often as a Poisson(1) draw says; the complement has the rows that the sample left out.</summary>
internal sealed class BootstrapView(IDataView source, int seed, bool complement) : IDataView
{
    public DataViewSchema Schema => source.Schema;
    public bool CanShuffle => false;
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(source.GetRowCursor(columnsNeeded), new Random(seed), complement);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor input, Random random, bool complement) : SameColumnsCursor(input)
    {
        private int _left;

        protected override bool MoveNextCore()
        {
            if (_left > 1)
            {
                _left--;
                return true;
            }
            while (Input.MoveNext())
            {
                var times = Poisson();
                if (complement ? times == 0 : times > 0)
                {
                    _left = complement ? 1 : times;
                    return true;
                }
            }
            return false;
        }

        // Knuth's method: count uniform factors until their product falls under 1/e.
        private int Poisson()
        {
            var times = 0;
            for (var product = random.NextDouble(); product > 1 / Math.E; product *= random.NextDouble())
                times++;
            return times;
        }
    }
}
