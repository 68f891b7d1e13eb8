using TorchSharp;

namespace MLNetGradExt.Bridging;

/// <summary>
/// Rows of floats gathered without knowing their number: a list of blocks of a few megabytes, so that growing copies nothing,
/// poured into one tensor at the end and let go block by block.
/// </summary>
internal sealed class FloatChunks(int width)
{
    private const int ChunkLength = 1 << 20;

    private readonly int _rowsPerChunk = Math.Max(1, ChunkLength / width);
    private readonly List<float[]> _chunks = [];
    private int _rowsInLast;

    public int Width => width;

    public long Rows => _chunks.Count == 0 ? 0 : (long)(_chunks.Count - 1) * _rowsPerChunk + _rowsInLast;

    /// <summary>The place of the next row.</summary>
    public Span<float> Next()
    {
        if (_chunks.Count == 0 || _rowsInLast == _rowsPerChunk)
        {
            _chunks.Add(GC.AllocateUninitializedArray<float>(_rowsPerChunk * width));
            _rowsInLast = 0;
        }
        return _chunks[^1].AsSpan(_rowsInLast++ * width, width);
    }

    /// <summary>One value of a list of single floats.</summary>
    public void Add(float value) => Next()[0] = value;

    /// <summary>All rows as one tensor of shape [rows, …<paramref name="rowShape"/>]; this list is empty afterwards.</summary>
    public torch.Tensor Pour(params long[] rowShape)
    {
        var rows = Rows;
        var flat = torch.empty(rows * width, dtype: torch.ScalarType.Float32);
        long at = 0;
        for (var i = 0; i < _chunks.Count; i++)
        {
            var used = (i == _chunks.Count - 1 ? _rowsInLast : _rowsPerChunk) * width;
            var chunk = used == _chunks[i].Length ? _chunks[i] : _chunks[i].AsSpan(0, used).ToArray();
            _chunks[i] = [];
            using var block = torch.tensor(chunk);
            using var place = flat.narrow(0, at, used);
            place.copy_(block);
            at += used;
        }
        _chunks.Clear();
        _rowsInLast = 0;
        var shaped = flat.view([rows, .. rowShape]);
        flat.Dispose();
        return shaped;
    }
}
