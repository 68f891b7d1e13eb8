using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>
/// W·x + b, four units by two registers of rows at a time: eight sums stay in registers over all inputs, and each loaded value is used
/// four times, so that the multipliers and not the loads are what limits it.
/// </summary>
internal sealed class FusedLinear(ParameterStretch weight, ParameterStretch? bias) : FusedStep
{
    private readonly nint _units = (nint)weight.Shape[0], _inputs = (nint)weight.Shape[1];

    public override long Cost => _units * _inputs;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(ref float vector, ref float from, ref float to, int rows)
    {
        ref var weights = ref Unsafe.Add(ref vector, (nint)weight.Offset);
        ref var biases = ref bias is null ? ref Unsafe.NullRef<float>() : ref Unsafe.Add(ref vector, (nint)bias.Offset);
        nint unit = 0;
        for (; unit + 4 <= _units; unit += 4)
            for (nint row = 0; row < rows; row += 2 * Lanes.Count)
                Four(ref Unsafe.Add(ref weights, unit * _inputs), ref At(ref biases, unit), ref Unsafe.Add(ref from, row), ref Unsafe.Add(ref to, unit * rows + row), _inputs, rows);
        for (; unit < _units; unit++)
            for (nint row = 0; row < rows; row += 2 * Lanes.Count)
                One(ref Unsafe.Add(ref weights, unit * _inputs), ref At(ref biases, unit), ref Unsafe.Add(ref from, row), ref Unsafe.Add(ref to, unit * rows + row), _inputs, rows);
    }

    private static ref float At(ref float biases, nint unit) => ref Unsafe.IsNullRef(ref biases) ? ref biases : ref Unsafe.Add(ref biases, unit);

    private static Lanes Start(ref float biases, int unit) => Unsafe.IsNullRef(ref biases) ? Lanes.Zero : new Lanes(Unsafe.Add(ref biases, unit));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(ref float w0, ref float biases, ref float from, ref float to, nint inputs, nint rows)
    {
        ref var w1 = ref Unsafe.Add(ref w0, inputs);
        ref var w2 = ref Unsafe.Add(ref w1, inputs);
        ref var w3 = ref Unsafe.Add(ref w2, inputs);
        Lanes a0, b0, a1, b1, a2, b2, a3, b3;
        a0 = b0 = Start(ref biases, 0);
        a1 = b1 = Start(ref biases, 1);
        a2 = b2 = Start(ref biases, 2);
        a3 = b3 = Start(ref biases, 3);
        for (nint i = 0; i < inputs; i++)
        {
            var (a, b) = (LoadUnsafe(ref from), LoadUnsafe(ref from, (nuint)Lanes.Count));
            var w = new Lanes(Unsafe.Add(ref w0, i));
            (a0, b0) = (MultiplyAddEstimate(w, a, a0), MultiplyAddEstimate(w, b, b0));
            w = new Lanes(Unsafe.Add(ref w1, i));
            (a1, b1) = (MultiplyAddEstimate(w, a, a1), MultiplyAddEstimate(w, b, b1));
            w = new Lanes(Unsafe.Add(ref w2, i));
            (a2, b2) = (MultiplyAddEstimate(w, a, a2), MultiplyAddEstimate(w, b, b2));
            w = new Lanes(Unsafe.Add(ref w3, i));
            (a3, b3) = (MultiplyAddEstimate(w, a, a3), MultiplyAddEstimate(w, b, b3));
            from = ref Unsafe.Add(ref from, rows);
        }
        Put(a0, b0, ref to);
        Put(a1, b1, ref Unsafe.Add(ref to, rows));
        Put(a2, b2, ref Unsafe.Add(ref to, 2 * rows));
        Put(a3, b3, ref Unsafe.Add(ref to, 3 * rows));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(ref float weights, ref float biases, ref float from, ref float to, nint inputs, nint rows)
    {
        Lanes a, b;
        a = b = Start(ref biases, 0);
        for (nint i = 0; i < inputs; i++)
        {
            var w = new Lanes(Unsafe.Add(ref weights, i));
            (a, b) = (MultiplyAddEstimate(w, LoadUnsafe(ref from), a), MultiplyAddEstimate(w, LoadUnsafe(ref from, (nuint)Lanes.Count), b));
            from = ref Unsafe.Add(ref from, rows);
        }
        Put(a, b, ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Lanes a, Lanes b, ref float to)
    {
        a.StoreUnsafe(ref to);
        b.StoreUnsafe(ref to, (nuint)Lanes.Count);
    }
}
