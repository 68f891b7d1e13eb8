using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>Scores one row at a time, for prediction engines.</summary>
internal sealed class ScoringRowMapper(ScoringSchema schema, NetworkScorer scorer) : IRowToRowMapper
{
    public DataViewSchema InputSchema => schema.Input;

    public DataViewSchema OutputSchema => schema.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => schema.Needs(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var active = new bool[schema.Output.Count];
        foreach (var column in activeColumns) active[column.Index] = true;
        return new ScoredRow(schema, scorer, input, active);
    }
}
