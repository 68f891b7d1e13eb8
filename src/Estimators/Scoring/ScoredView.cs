using Microsoft.ML;

namespace MLNetGradExt.Scoring;

/// <summary>A view with score columns, computed when a cursor asks for them.</summary>
internal sealed class ScoredView(ScoringSchema schema, NetworkScorer scorer, IDataView input) : IDataView
{
    public DataViewSchema Schema => schema.Output;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var (active, needs) = Plan(columnsNeeded);
        return Wrap(input.GetRowCursor(needs, rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var (active, needs) = Plan(columnsNeeded);
        return [.. input.GetRowCursorSet(needs, n, rand).Select(cursor => Wrap(cursor, active))];
    }

    private (bool[] Active, IReadOnlyList<DataViewSchema.Column> Needs) Plan(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        var wanted = columnsNeeded.ToArray();
        var active = new bool[schema.Output.Count];
        foreach (var column in wanted) active[column.Index] = true;
        return (active, schema.Needs(wanted));
    }

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, bool[] active) => active.AsSpan(schema.Input.Count).Contains(true)
        ? new LookAheadCursor(schema, scorer, cursor, active)
        : new PassingCursor(schema, cursor, active);
}
