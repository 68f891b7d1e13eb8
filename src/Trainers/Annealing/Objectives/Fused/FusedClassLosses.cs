using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>Σₖ tₖ·(log Σ eᶻ − zₖ) with the targets t of a row's class, smoothed and weighted, and the largest logit taken away first.</summary>
internal sealed class FusedCrossEntropy(int classes, double smoothing, float[]? classWeights) : FusedLoss
{
    private readonly float _sure = (float)(1 - smoothing), _spread = (float)(smoothing / classes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Sum(ref float outputs, ref float labels, ref float weights, int rows)
    {
        var total = Lanes.Zero;
        for (nuint row = 0; row < (nuint)rows; row += (nuint)Lanes.Count)
        {
            var label = LoadUnsafe(ref labels, row);
            var most = LoadUnsafe(ref outputs, row);
            for (var k = 1; k < classes; k++) most = Max(most, LoadUnsafe(ref outputs, row + (nuint)(k * rows)));
            Lanes sum = Lanes.Zero, targets = Lanes.Zero, scores = Lanes.Zero;
            for (var k = 0; k < classes; k++)
            {
                var logit = LoadUnsafe(ref outputs, row + (nuint)(k * rows)) - most;
                var target = ConditionalSelect(Vector.Equals(label, new Lanes(k)), new Lanes(_sure + _spread), new Lanes(_spread)) * (classWeights is null ? 1 : classWeights[k]);
                sum += VectorMath.Exp(logit);
                targets += target;
                // Where a target is nothing its logit does not count, though it be infinite.
                scores += ConditionalSelect(Vector.Equals(target, Lanes.Zero), Lanes.Zero, target * logit);
            }
            total += (Log(sum) * targets - scores) * LoadUnsafe(ref weights, row);
        }
        return FusedRowLoss<Squared>.Total(total);
    }
}

/// <summary>1 where another output than the label's is the largest, the first of equals; a row with a NaN is wrong.</summary>
internal sealed class FusedWrongClasses(int classes) : FusedLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Sum(ref float outputs, ref float labels, ref float weights, int rows)
    {
        var total = Lanes.Zero;
        for (nuint row = 0; row < (nuint)rows; row += (nuint)Lanes.Count)
        {
            var (most, best) = (LoadUnsafe(ref outputs, row), Lanes.Zero);
            var sum = most;
            for (var k = 1; k < classes; k++)
            {
                var output = LoadUnsafe(ref outputs, row + (nuint)(k * rows));
                best = ConditionalSelect(GreaterThan(output, most), new Lanes(k), best);
                most = Max(most, output);
                sum = ConditionalSelect(Vector.Equals(output, output), sum, output);
            }
            var right = BitwiseAnd(Vector.Equals(best, LoadUnsafe(ref labels, row)), Vector.Equals(sum, sum));
            total += ConditionalSelect(right, Lanes.Zero, Lanes.One) * LoadUnsafe(ref weights, row);
        }
        return FusedRowLoss<Squared>.Total(total);
    }
}
