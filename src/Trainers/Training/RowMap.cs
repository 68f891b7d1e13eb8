namespace MLNetGradExt.Training;

using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Knows which unit each element of a <see cref="ParameterBuffer"/> feeds: a row is everything that flows into one output of a weight
/// (one neuron, one filter); a bias or any other vector is one row of its own. It sums flat tensors by row and spreads numbers back,
/// in a number of operations that does not grow with the number of parameters. It costs one 64-bit index an element.
/// </summary>
public sealed class RowMap : IDisposable
{
    private readonly Tensor _row;   // [elements], int64; the last row collects the padding

    /// <summary>Maps the elements of a buffer.</summary>
    public RowMap(ParameterBuffer buffer)
    {
        var row = new long[buffer.Values.NumberOfElements];
        List<float> length = [], weight = [];
        foreach (var slice in buffer.Slices)
        {
            var rows = slice.Kind == ParameterKind.Weight ? slice.Shape[0] : 1;
            if (slice.Length == 0) continue;
            var elements = slice.Length / rows;
            for (long i = 0; i < slice.Length; i++) row[slice.Offset + i] = length.Count + i / elements;
            for (long i = 0; i < rows; i++)
            {
                length.Add(elements);
                weight.Add(slice.Kind == ParameterKind.Weight ? 1 : 0);
            }
        }

        Padding(buffer, row, length.Count);
        length.Add(1);
        weight.Add(0);
        Rows = length.Count;
        var values = buffer.Values;
        _row = tensor(row, device: values.device).DetachFromDisposeScope();
        Lengths = tensor(length.ToArray(), dtype: values.dtype, device: values.device).DetachFromDisposeScope();
        IsWeight = tensor(weight.ToArray(), dtype: values.dtype, device: values.device).DetachFromDisposeScope();
    }

    /// <summary>The number of rows, the one that collects the padding included.</summary>
    public int Rows { get; }

    /// <summary>[rows] elements in each row.</summary>
    public Tensor Lengths { get; }

    /// <summary>[rows] 1 for a row of a weight, 0 for any other.</summary>
    public Tensor IsWeight { get; }

    /// <summary>[n] elements in the buffer's layout to [rows] sums.</summary>
    public Tensor SumByRow(Tensor flat)
    {
        using var empty = flat.new_zeros(Rows);
        return empty.index_add(0, _row, flat, One);
    }

    /// <summary>[rows] numbers to [n], one for each element.</summary>
    public Tensor Spread(Tensor perRow) => perRow.index_select(0, _row);

    /// <summary>Releases the index.</summary>
    public void Dispose()
    {
        _row.Dispose();
        Lengths.Dispose();
        IsWeight.Dispose();
    }

    private static void Padding(ParameterBuffer buffer, long[] row, long last)
    {
        foreach (var slice in buffer.Slices)
            for (var i = slice.Offset + slice.Length; i < slice.End; i++) row[i] = last;
    }
}
