using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>eˣⁱ / Σ eˣʲ over the units of each row, with the largest taken away first.</summary>
internal sealed class FusedSoftmax(long units) : FusedStep
{
    public override long Cost => 12 * units;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(ref float vector, ref float from, ref float to, int rows)
    {
        var (stride, end) = ((nuint)rows, (nuint)(units * rows));
        for (nuint row = 0; row < stride; row += (nuint)Lanes.Count)
        {
            var most = LoadUnsafe(ref from, row);
            for (var at = row + stride; at < end; at += stride) most = Max(most, LoadUnsafe(ref from, at));
            var sum = Lanes.Zero;
            for (var at = row; at < end; at += stride)
            {
                var e = VectorMath.Exp(LoadUnsafe(ref from, at) - most);
                e.StoreUnsafe(ref to, at);
                sum += e;
            }
            var share = Lanes.One / sum;
            for (var at = row; at < end; at += stride) (LoadUnsafe(ref to, at) * share).StoreUnsafe(ref to, at);
        }
    }
}
