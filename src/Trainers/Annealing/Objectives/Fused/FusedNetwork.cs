using System.Numerics;
using System.Runtime.CompilerServices;

namespace MLNetGradExt.Annealing;

/// <summary>One step between two blocks of a scratch; slot 0 is the rows themselves.</summary>
internal readonly record struct FusedMove(FusedStep Step, int From, int To);

/// <summary>
/// The forward pass of one candidate over one block of rows, small enough to stay in the processor's first cache from the features to the loss.
/// Candidates are independent of each other and of how many threads share them out.
/// </summary>
internal sealed class FusedNetwork
{
    // Floats of one slot: two of them and a few weights fit into 32 KiB.
    private const long SlotLength = 2560;
    private const int MostRows = 256;

    private readonly FusedMove[] _moves;
    private readonly int _output, _slots;

    private FusedNetwork(FusedCompiler compiled, int output, long dimension, long inputs, long outputs)
    {
        (_moves, _output, _slots, Dimension, Inputs, Outputs) = ([.. compiled.Moves], output, compiled.Slots, dimension, (int)inputs, (int)outputs);
        Width = compiled.Width;
        Cost = _moves.Sum(m => m.Step.Cost);
    }

    /// <summary>The length of a candidate's vector.</summary>
    public long Dimension { get; }

    /// <summary>Features of a row.</summary>
    public int Inputs { get; }

    /// <summary>Outputs of a row.</summary>
    public int Outputs { get; }

    /// <summary>Multiplications for one row, roughly.</summary>
    public long Cost { get; }

    private long Width { get; }

    /// <summary>The fused form of a network, or null where a layer has none.</summary>
    /// <param name="layers">Its batched form.</param>
    /// <param name="dimension">The length of a vector.</param>
    /// <param name="inputs">Features of a row.</param>
    public static FusedNetwork? Of(BatchedLayer[] layers, long dimension, long inputs)
    {
        var compiler = new FusedCompiler();
        var (slot, units) = (0, inputs);
        return compiler.Compile(layers, ref slot, ref units) ? new FusedNetwork(compiler, slot, dimension, inputs, units) : null;
    }

    /// <summary>Rows of a block: as many as stay near the processor, in blocks that leave hardly any place empty.</summary>
    public int RowsOfBlock(long rows)
    {
        var step = 2 * Vector<float>.Count;
        var most = (int)Math.Clamp(SlotLength / Math.Max(1, Width) / step, 2, MostRows / step) * step;
        // What a block costs besides its rows is worth about a quarter of a step.
        return Enumerable.Range(1, most / step).Select(i => i * step).MinBy(size => (rows + size - 1) / size * (size + step / 4));
    }

    /// <summary>A place for the values between the layers, for one thread.</summary>
    public AlignedFloats Scratch(int rowsOfBlock) => new((int)Math.Max(1, _slots * Width * rowsOfBlock));

    /// <summary>The outputs of one block, [outputs, rows].</summary>
    public ref float Forward(ref float vector, ref float features, AlignedFloats scratch, int rowsOfBlock)
    {
        ref var first = ref scratch.First;
        var length = (nint)(Width * rowsOfBlock);
        foreach (var (step, from, to) in _moves) step.Apply(ref vector, ref Slot(ref features, ref first, length, from), ref Slot(ref features, ref first, length, to), rowsOfBlock);
        return ref Slot(ref features, ref first, length, _output);
    }

    private static ref float Slot(ref float features, ref float first, nint length, int slot) => ref slot == 0 ? ref features : ref Unsafe.Add(ref first, (slot - 1) * length);
}
