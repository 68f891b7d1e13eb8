namespace MLNetGradExt.Training;

using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Knows which parameter each 64-element block of a <see cref="ParameterBuffer"/> belongs to: it sums flat tensors by parameter and
/// spreads one number a parameter over the flat layout, in a number of operations that does not grow with the number of parameters.
/// </summary>
public sealed class BlockMap : IDisposable
{
    private readonly int _count;
    private readonly Tensor _owner;   // [blocks], int64: the parameter of each block

    /// <summary>Maps the blocks of a buffer.</summary>
    public BlockMap(ParameterBuffer buffer)
    {
        _count = buffer.Slices.Count;
        var owner = new long[buffer.Values.NumberOfElements / ParameterBuffer.BlockSize];
        foreach (var slice in buffer.Slices)
            for (var block = slice.Offset; block < slice.End; block += ParameterBuffer.BlockSize)
                owner[block / ParameterBuffer.BlockSize] = slice.Index;
        _owner = tensor(owner, device: buffer.Values.device).DetachFromDisposeScope();
    }

    /// <summary>[n] elements in the buffer's layout to [parameters] sums.</summary>
    public Tensor SumByTensor(Tensor flat)
    {
        using var blocks = flat.view(-1, ParameterBuffer.BlockSize);
        using var sums = blocks.sum(1L);
        using var empty = sums.new_zeros(_count);
        return empty.index_add(0, _owner, sums, One);
    }

    /// <summary>[parameters] numbers to [blocks, 1], ready to be broadcast against <c>flat.view(-1, 64)</c>.</summary>
    public Tensor Spread(Tensor perTensor)
    {
        using var blocks = perTensor.index_select(0, _owner);
        return blocks.unsqueeze(1);
    }

    /// <summary>Releases the index.</summary>
    public void Dispose() => _owner.Dispose();
}
