namespace MLNetGradExt.Training;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Some parameters of a <see cref="ParameterBuffer"/> as a buffer of their own. Neighbours share the parent's memory and cost nothing;
/// scattered ones are copied together with one operation and written back with another, however many they are.
/// </summary>
public sealed class ParameterGroup : IDisposable
{
    private readonly ParameterBuffer _parent;
    private readonly Tensor? _blocks;   // [blocks], int64: the parent's block behind each of ours; null when memory is shared

    /// <summary>Selects parameters by their indices, in ascending order.</summary>
    public ParameterGroup(ParameterBuffer parent, IReadOnlyList<int> members)
    {
        _parent = parent;
        var slices = members.Select(i => parent.Slices[i]).ToArray();
        var adjacent = slices.Zip(slices.Skip(1)).All(pair => pair.First.End == pair.Second.Offset);
        if (!adjacent)
        {
            var blocks = slices.SelectMany(s => Range(s.Offset / ParameterBuffer.BlockSize, s.End / ParameterBuffer.BlockSize)).ToArray();
            _blocks = tensor(blocks, device: parent.Values.device).DetachFromDisposeScope();
        }

        Buffer = parent.Select(members, share: adjacent);
    }

    /// <summary>The selected parameters.</summary>
    public ParameterBuffer Buffer { get; }

    /// <summary>Brings the parent's values and gradients into <see cref="Buffer"/>.</summary>
    public void Gather()
    {
        if (_blocks is null) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Buffer.Values.view(-1, ParameterBuffer.BlockSize).copy_(_parent.Values.view(-1, ParameterBuffer.BlockSize).index_select(0, _blocks));
        Buffer.Gradients.view(-1, ParameterBuffer.BlockSize).copy_(_parent.Gradients.view(-1, ParameterBuffer.BlockSize).index_select(0, _blocks));
    }

    /// <summary>Writes the group's values back to the parent.</summary>
    public void ReturnValues() => Return(_parent.Values, Buffer.Values);

    /// <summary>Writes the group's gradients back to the parent.</summary>
    public void ReturnGradients() => Return(_parent.Gradients, Buffer.Gradients);

    /// <summary>Releases the group; the parent stays.</summary>
    public void Dispose()
    {
        _blocks?.Dispose();
        Buffer.Dispose();
    }

    private void Return(Tensor parent, Tensor own)
    {
        if (_blocks is null) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        parent.view(-1, ParameterBuffer.BlockSize).index_copy_(0, _blocks, own.view(-1, ParameterBuffer.BlockSize));
    }

    private static IEnumerable<long> Range(long from, long to)
    {
        for (var i = from; i < to; i++) yield return i;
    }
}
