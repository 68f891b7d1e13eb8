using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>
/// Scores lazily but in batches: it reads a block of rows ahead of its reader, scores them in one forward pass and serves them one by one.
/// Of large blocks the next one is read while another thread scores the last.
/// </summary>
/// <remarks>
/// There is one input cursor, read once and by the reader's thread only, so a view that can't be read twice alike (a shuffled or generated
/// one) is safe. The values of the other active columns wait in buffers. Blocks start small and double, so taking a few rows costs a few
/// rows; a block holds at most <see cref="MaxRows"/> rows and about <see cref="MaxNumbers"/> numbers.
/// </remarks>
internal sealed class LookAheadCursor : DataViewRowCursor
{
    private const int FirstRows = 16;
    private const int MaxRows = 1024;
    private const int MaxNumbers = 1 << 21;

    // Handing smaller blocks to another thread takes longer than reading them.
    private const int LargeBlock = 1 << 14;

    private readonly ScoringSchema _schema;
    private readonly NetworkScorer _scorer;
    private readonly DataViewRowCursor _input;
    private readonly bool[] _active;
    private readonly ColumnBuffer?[] _buffers;
    private readonly VectorBuffer<float>? _kept;
    private readonly ValueGetter<VBuffer<float>> _features;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly long _rowNumbers;
    private readonly ScoredBlock[] _blocks;
    private readonly ServedRow _served = new();
    private VBuffer<float> _row;
    private ExceptionDispatchInfo? _failure;
    private bool _ended;

    public LookAheadCursor(ScoringSchema schema, NetworkScorer scorer, DataViewRowCursor input, bool[] active)
    {
        (_schema, _scorer, _input, _active) = (schema, scorer, input, active);
        _blocks = [new(scorer), new(scorer)];
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

    public override long Position => _served.Place < 0 ? -1 : Served.Marks[_served.Place].Position;

    public override long Batch => _served.Place < 0 ? 0 : Served.Marks[_served.Place].Batch;

    private ScoredBlock Served => _blocks[_served.Block];

    private ScoredBlock Next => _blocks[1 - _served.Block];

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = Served.Marks[_served.Checked].Id;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made.");
        var getter = _schema.IsScore(column.Index)
            ? _scorer.Head.Getter(column.Index - _schema.Input.Count, () => Served.Outputs.AsSpan(_served.Checked * _scorer.Outputs, _scorer.Outputs))
            : _buffers[column.Index]!.Getter(_served);
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
    }

    public override bool MoveNext()
    {
        if (_served.Place + 1 < Served.Count || Advance())
        {
            _served.Place++;
            return true;
        }
        _served.Place = -1;
        Served.Clear();
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _input.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Goes to the next block, read already or not, and begins the one behind it.</summary>
    private bool Advance()
    {
        if (Next.Count == 0) Read(1 - _served.Block);
        Served.Clear();
        (_served.Block, _served.Place) = (1 - _served.Block, -1);
        if (Served.Count == 0)
        {
            _failure?.Throw(); // behind the rows that were still sound
            return false;
        }
        if (!_ended && Served.Count * _rowNumbers >= LargeBlock)
        {
            Served.Begin();
            Read(1 - _served.Block);
        }
        Finish();
        return true;
    }

    private void Finish()
    {
        try
        {
            Served.Finish();
        }
        catch (Exception e)
        {
            (_failure, _ended) = (ExceptionDispatchInfo.Capture(e), true);
            foreach (var block in _blocks) block.Clear();
            throw;
        }
    }

    private void Read(int number)
    {
        var block = _blocks[number];
        Grow(block, number);
        try
        {
            while (!_ended && block.Count < block.Capacity)
            {
                if (_input.MoveNext()) Store(block, number);
                else _ended = true;
            }
        }
        catch (Exception e)
        {
            // It is the reader's when the reader gets there.
            (_failure, _ended) = (ExceptionDispatchInfo.Capture(e), true);
        }
    }

    private void Store(ScoredBlock block, int number)
    {
        foreach (var buffer in _buffers) buffer?.Store(number, block.Count);
        ref var mark = ref block.Marks[block.Count];
        (mark.Position, mark.Batch) = (_input.Position, _input.Batch);
        _getId(ref mark.Id);
        if (_kept is null) _features(ref _row);
        RowFeatures.Copy(_kept is null ? _row : _kept.At(number, block.Count), block.Numbers.AsSpan(block.Count * _scorer.Width, _scorer.Width), mark.Position);
        block.Count++;
    }

    private void Grow(ScoredBlock block, int number)
    {
        var most = (int)Math.Clamp(MaxNumbers / _rowNumbers, 1, MaxRows);
        var wanted = Math.Min(most, Math.Max(FirstRows, Served.Capacity * 2));
        if (wanted <= block.Capacity) return;
        block.Grow(wanted);
        foreach (var buffer in _buffers) buffer?.Grow(number, wanted);
    }
}
