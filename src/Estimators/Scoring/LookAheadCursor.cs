using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>
/// Scores lazily but in batches: it reads a block of rows ahead of its reader, scores them in one forward pass and serves them one by one.
/// </summary>
/// <remarks>
/// There is one input cursor, read once, so a view that can't be read twice alike (a shuffled or generated one) is safe. The values of the
/// other active columns wait in buffers. Blocks start small and double, so taking a few rows costs a few rows; a block holds at most
/// <see cref="MaxRows"/> rows and about <see cref="MaxNumbers"/> numbers.
/// </remarks>
internal sealed class LookAheadCursor : DataViewRowCursor
{
    private const int FirstRows = 16;
    private const int MaxRows = 1024;
    private const int MaxNumbers = 1 << 22;

    private readonly ScoringSchema _schema;
    private readonly NetworkScorer _scorer;
    private readonly DataViewRowCursor _input;
    private readonly bool[] _active;
    private readonly ColumnBuffer?[] _buffers;
    private readonly VectorBuffer<float>? _kept;
    private readonly ValueGetter<VBuffer<float>> _features;
    private VBuffer<float> _row;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly long _rowNumbers;
    private float[] _numbers = [];
    private float[] _outputs = [];
    private (long Position, long Batch, DataViewRowId Id)[] _marks = [];
    private int _capacity;
    private int _count;
    private int _place = -1;
    private bool _ended;

    public LookAheadCursor(ScoringSchema schema, NetworkScorer scorer, DataViewRowCursor input, bool[] active)
    {
        (_schema, _scorer, _input, _active) = (schema, scorer, input, active);
        _getId = input.GetIdGetter();
        _buffers = new ColumnBuffer?[schema.Input.Count];
        for (var i = 0; i < _buffers.Length; i++)
        {
            if (!active[i]) continue;
            _buffers[i] = ColumnBuffer.For(input, schema.Input[i]);
            if (schema.Input[i].Type is VectorDataViewType vector) _rowNumbers += vector.Size;
        }
        _rowNumbers += scorer.Width;
        _kept = (VectorBuffer<float>?)_buffers[schema.Features.Index];
        _features = input.GetGetter<VBuffer<float>>(schema.Features);
    }

    public override DataViewSchema Schema => _schema.Output;

    public override long Position => _place < 0 ? -1 : _marks[_place].Position;

    public override long Batch => _place < 0 ? 0 : _marks[_place].Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _marks[Place()].Id;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made.");
        var getter = _schema.IsScore(column.Index)
            ? _scorer.Head.Getter(column.Index - _schema.Input.Count, () => _outputs.AsSpan(Place() * _scorer.Outputs, _scorer.Outputs))
            : _buffers[column.Index]!.Getter(Place);
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
    }

    public override bool MoveNext()
    {
        if (_place + 1 < _count || ReadBlock())
        {
            _place++;
            return true;
        }
        (_place, _count) = (-1, 0);
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _input.Dispose();
        base.Dispose(disposing);
    }

    private int Place() => _place >= 0 ? _place : throw new InvalidOperationException("The cursor is on no row: call MoveNext first.");

    private bool ReadBlock()
    {
        if (_ended) return false;
        Grow();
        _place = -1;
        for (_count = 0; _count < _capacity; _count++)
        {
            if (!_input.MoveNext())
            {
                _ended = true;
                break;
            }
            foreach (var buffer in _buffers) buffer?.Store(_count);
            ref var mark = ref _marks[_count];
            (mark.Position, mark.Batch) = (_input.Position, _input.Batch);
            _getId(ref mark.Id);
            if (_kept is null) _features(ref _row);
            RowFeatures.Copy(_kept is null ? _row : _kept.At(_count), _numbers.AsSpan(_count * _scorer.Width, _scorer.Width), mark.Position);
        }
        if (_count == 0) return false;
        _scorer.Score(_numbers, _count, _outputs);
        return true;
    }

    private void Grow()
    {
        var most = (int)Math.Clamp(MaxNumbers / _rowNumbers, 1, MaxRows);
        var wanted = Math.Min(most, _capacity == 0 ? FirstRows : _capacity * 2);
        if (wanted <= _capacity) return;
        _capacity = wanted;
        _numbers = new float[_capacity * _scorer.Width];
        _outputs = new float[_capacity * _scorer.Outputs];
        _marks = new (long, long, DataViewRowId)[_capacity];
        foreach (var buffer in _buffers) buffer?.Grow(_capacity);
    }
}
