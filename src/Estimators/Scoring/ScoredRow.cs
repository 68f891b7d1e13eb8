using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>One row with its scores, computed at most once for each position of the input row.</summary>
internal sealed class ScoredRow : DataViewRow
{
    private readonly ScoringSchema _schema;
    private readonly NetworkScorer _scorer;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly float[] _numbers;
    private readonly float[] _outputs;
    private readonly ValueGetter<VBuffer<float>>? _features;
    private VBuffer<float> _buffer;
    private long? _scored;

    public ScoredRow(ScoringSchema schema, NetworkScorer scorer, DataViewRow input, bool[] active)
    {
        (_schema, _scorer, _input, _active) = (schema, scorer, input, active);
        _numbers = new float[scorer.Width];
        _outputs = new float[scorer.Outputs];
        if (active.AsSpan(schema.Input.Count).Contains(true)) _features = input.GetGetter<VBuffer<float>>(schema.Features);
    }

    public override DataViewSchema Schema => _schema.Output;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_schema.IsScore(column.Index)) return _input.GetGetter<TValue>(_schema.Input[column.Index]);
        if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the row was made.");
        return _scorer.Head.Getter(column.Index - _schema.Input.Count, Outputs) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _input.Dispose();
        base.Dispose(disposing);
    }

    private ReadOnlySpan<float> Outputs()
    {
        if (_scored == _input.Position) return _outputs;
        _features!(ref _buffer);
        RowFeatures.Copy(_buffer, _numbers, _input.Position);
        _scorer.Score(_numbers, 1, _outputs);
        _scored = _input.Position;
        return _outputs;
    }
}
