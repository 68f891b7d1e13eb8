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
        var none = 0f;
        // Without biases all units start from the same zero.
        ref var biases = ref bias is null ? ref none : ref Unsafe.Add(ref vector, (nint)bias.Offset);
        nint unit = 0, step = bias is null ? 0 : 1;
        for (; unit + 4 <= _units; unit += 4)
            Four(ref Unsafe.Add(ref weights, unit * _inputs), ref Unsafe.Add(ref biases, unit * step), step, ref from, ref Unsafe.Add(ref to, unit * rows), _inputs, rows);
        for (; unit < _units; unit++)
            One(ref Unsafe.Add(ref weights, unit * _inputs), Unsafe.Add(ref biases, unit * step), ref from, ref Unsafe.Add(ref to, unit * rows), _inputs, rows);
    }

    // Each sum is a statement of its own: assigned in pairs, the compiler copies every one of them once more.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(ref float w0, ref float biases, nint step, ref float from, ref float to, nint inputs, nint rows)
    {
        ref var w1 = ref Unsafe.Add(ref w0, inputs);
        ref var w2 = ref Unsafe.Add(ref w1, inputs);
        ref var w3 = ref Unsafe.Add(ref w2, inputs);
        for (nint row = 0; row < rows; row += 2 * Lanes.Count)
        {
            Lanes a0, b0, a1, b1, a2, b2, a3, b3;
            a0 = b0 = new Lanes(biases);
            a1 = b1 = new Lanes(Unsafe.Add(ref biases, step));
            a2 = b2 = new Lanes(Unsafe.Add(ref biases, 2 * step));
            a3 = b3 = new Lanes(Unsafe.Add(ref biases, 3 * step));
            ref var values = ref Unsafe.Add(ref from, row);
            for (nint i = 0; i < inputs; i++)
            {
                var a = LoadUnsafe(ref values);
                var b = LoadUnsafe(ref values, (nuint)Lanes.Count);
                var w = new Lanes(Unsafe.Add(ref w0, i));
                a0 = MultiplyAddEstimate(a, w, a0);
                b0 = MultiplyAddEstimate(b, w, b0);
                w = new Lanes(Unsafe.Add(ref w1, i));
                a1 = MultiplyAddEstimate(a, w, a1);
                b1 = MultiplyAddEstimate(b, w, b1);
                w = new Lanes(Unsafe.Add(ref w2, i));
                a2 = MultiplyAddEstimate(a, w, a2);
                b2 = MultiplyAddEstimate(b, w, b2);
                w = new Lanes(Unsafe.Add(ref w3, i));
                a3 = MultiplyAddEstimate(a, w, a3);
                b3 = MultiplyAddEstimate(b, w, b3);
                values = ref Unsafe.Add(ref values, rows);
            }
            ref var results = ref Unsafe.Add(ref to, row);
            Put(a0, b0, ref results);
            Put(a1, b1, ref Unsafe.Add(ref results, rows));
            Put(a2, b2, ref Unsafe.Add(ref results, 2 * rows));
            Put(a3, b3, ref Unsafe.Add(ref results, 3 * rows));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(ref float weights, float bias, ref float from, ref float to, nint inputs, nint rows)
    {
        nint row = 0;
        for (; row + 4 * Lanes.Count <= rows; row += 4 * Lanes.Count)
        {
            Lanes a, b, c, d;
            a = b = c = d = new Lanes(bias);
            ref var values = ref Unsafe.Add(ref from, row);
            for (nint i = 0; i < inputs; i++)
            {
                var w = new Lanes(Unsafe.Add(ref weights, i));
                a = MultiplyAddEstimate(LoadUnsafe(ref values), w, a);
                b = MultiplyAddEstimate(LoadUnsafe(ref values, (nuint)Lanes.Count), w, b);
                c = MultiplyAddEstimate(LoadUnsafe(ref values, (nuint)(2 * Lanes.Count)), w, c);
                d = MultiplyAddEstimate(LoadUnsafe(ref values, (nuint)(3 * Lanes.Count)), w, d);
                values = ref Unsafe.Add(ref values, rows);
            }
            Put(a, b, ref Unsafe.Add(ref to, row));
            Put(c, d, ref Unsafe.Add(ref to, row + 2 * Lanes.Count));
        }
        if (row < rows)
        {
            Lanes a, b;
            a = b = new Lanes(bias);
            ref var values = ref Unsafe.Add(ref from, row);
            for (nint i = 0; i < inputs; i++)
            {
                var w = new Lanes(Unsafe.Add(ref weights, i));
                a = MultiplyAddEstimate(LoadUnsafe(ref values), w, a);
                b = MultiplyAddEstimate(LoadUnsafe(ref values, (nuint)Lanes.Count), w, b);
                values = ref Unsafe.Add(ref values, rows);
            }
            Put(a, b, ref Unsafe.Add(ref to, row));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Lanes a, Lanes b, ref float to)
    {
        a.StoreUnsafe(ref to);
        b.StoreUnsafe(ref to, (nuint)Lanes.Count);
    }
}
