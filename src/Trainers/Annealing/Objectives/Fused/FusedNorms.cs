using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>γ·(x − μ)/√(σ² + ε) + β over the units of each row.</summary>
internal sealed class FusedLayerNorm(ParameterStretch gain, ParameterStretch shift, double epsilon) : FusedStep
{
    private readonly int _units = (int)gain.Length;

    public override long Cost => 4 * _units;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(ref float vector, ref float from, ref float to, int rows)
    {
        var (stride, share) = ((nuint)rows, 1f / _units);
        for (nuint row = 0; row < stride; row += (nuint)Lanes.Count)
        {
            var sum = Lanes.Zero;
            for (nuint unit = 0; unit < (nuint)_units; unit++) sum += LoadUnsafe(ref from, unit * stride + row);
            var mean = sum * share;
            var squares = Lanes.Zero;
            for (nuint unit = 0; unit < (nuint)_units; unit++)
            {
                var centred = LoadUnsafe(ref from, unit * stride + row) - mean;
                squares = MultiplyAddEstimate(centred, centred, squares);
            }
            var scale = Lanes.One / SquareRoot(squares * share + new Lanes((float)epsilon));
            for (nuint unit = 0; unit < (nuint)_units; unit++)
            {
                var normal = (LoadUnsafe(ref from, unit * stride + row) - mean) * scale;
                var (g, s) = (Unsafe.Add(ref vector, (nint)gain.Offset + (nint)unit), Unsafe.Add(ref vector, (nint)shift.Offset + (nint)unit));
                MultiplyAddEstimate(normal, new Lanes(g), new Lanes(s)).StoreUnsafe(ref to, unit * stride + row);
            }
        }
    }
}

/// <summary>γ·factor·x + β: batch normalisation whose running statistics stay as they start.</summary>
internal sealed class FusedScaling(ParameterStretch gain, ParameterStretch shift, double factor) : FusedStep
{
    public override long Cost => gain.Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(ref float vector, ref float from, ref float to, int rows)
    {
        for (nint unit = 0; unit < gain.Length; unit++)
        {
            var g = new Lanes(Unsafe.Add(ref vector, (nint)gain.Offset + unit) * (float)factor);
            var s = new Lanes(Unsafe.Add(ref vector, (nint)shift.Offset + unit));
            var end = (nuint)((unit + 1) * rows);
            for (var at = (nuint)(unit * rows); at < end; at += (nuint)Lanes.Count) MultiplyAddEstimate(LoadUnsafe(ref from, at), g, s).StoreUnsafe(ref to, at);
        }
    }
}

/// <summary>Adds a block to another.</summary>
internal sealed class FusedAddition(long units) : FusedStep
{
    public override long Cost => units;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(ref float vector, ref float from, ref float to, int rows)
    {
        var count = (nuint)(units * rows);
        for (nuint i = 0; i < count; i += (nuint)Lanes.Count) (LoadUnsafe(ref to, i) + LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }
}
