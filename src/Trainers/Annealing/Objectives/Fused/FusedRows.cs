using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>
/// Rows in blocks, feature by feature: [blocks, inputs, rows of a block], with labels and weights beside them. The last block is filled up
/// by copies of the last row with the weight 0, which overflow only where that row does.
/// </summary>
internal sealed class FusedRows
{
    private AlignedFloats _features = new(0), _labels = new(0), _weights = new(0);
    private int _inputs;

    public int Count { get; private set; }

    public int RowsOfBlock { get; private set; }

    public int Blocks { get; private set; }

    public bool HasFloatingLabels { get; private set; }

    private (float Least, float Most) Range { get; set; }

    public ref float Features(int block) => ref _features.At(block * _inputs * RowsOfBlock);

    public ref float Labels(int block) => ref _labels.At(block * RowsOfBlock);

    public ref float Weights(int block) => ref _weights.At(block * RowsOfBlock);

    /// <summary>Whether every label is the index of one of so many classes.</summary>
    public bool HasClasses(int classes) => !HasFloatingLabels && Range.Least >= 0 && Range.Most < classes;

    /// <summary>Takes over a batch; the memory of the one before is used again.</summary>
    public void Load(Batch batch, int rowsOfBlock)
    {
        using var scope = NewDisposeScope();
        using var flat = batch.Features.flatten(1).to_type(ScalarType.Float32).contiguous();
        using var labels = batch.Labels.to_type(ScalarType.Float32).contiguous();
        using var weights = batch.Weights?.to_type(ScalarType.Float32).contiguous();
        (Count, RowsOfBlock, _inputs) = ((int)batch.Rows, rowsOfBlock, (int)flat.size(1));
        Blocks = (Count + rowsOfBlock - 1) / rowsOfBlock;
        HasFloatingLabels = batch.Labels.is_floating_point();
        var places = Blocks * rowsOfBlock;
        Place(ref _features, places * _inputs);
        Place(ref _labels, places);
        Place(ref _weights, places);
        Transpose(MemoryMarshal.Cast<byte, float>(flat.bytes), _features.Span);
        var given = MemoryMarshal.Cast<byte, float>(labels.bytes);
        Range = (TensorPrimitives.Min(given), TensorPrimitives.Max(given));
        given.CopyTo(_labels.Span);
        _labels.Span[Count..places].Fill(given[^1]);
        if (weights is null) _weights.Span[..Count].Fill(1);
        else MemoryMarshal.Cast<byte, float>(weights.bytes).CopyTo(_weights.Span);
        _weights.Span[Count..places].Clear();
    }

    private void Transpose(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var place = 0; place < Blocks * RowsOfBlock; place++)
        {
            var row = from.Slice(Math.Min(place, Count - 1) * _inputs, _inputs);
            var at = place / RowsOfBlock * _inputs * RowsOfBlock + place % RowsOfBlock;
            for (var i = 0; i < row.Length; i++) to[at + i * RowsOfBlock] = row[i];
        }
    }

    private static void Place(ref AlignedFloats place, int length)
    {
        if (place.Length < length) place = new AlignedFloats(length);
    }
}
