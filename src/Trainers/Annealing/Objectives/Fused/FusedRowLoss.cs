using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>The loss of one output against one label.</summary>
internal interface IRowLoss
{
    Lanes Of(Lanes output, Lanes label);
}

/// <summary>Sums a loss of one output over rows. Lanes are added up in double precision only once a block, whose few rows lose nothing.</summary>
internal sealed class FusedRowLoss<TLoss>(TLoss loss) : FusedLoss where TLoss : struct, IRowLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Sum(ref float outputs, ref float labels, ref float weights, int rows)
    {
        var sum = Lanes.Zero;
        for (nuint i = 0; i < (nuint)rows; i += (nuint)Lanes.Count) sum += loss.Of(LoadUnsafe(ref outputs, i), LoadUnsafe(ref labels, i)) * LoadUnsafe(ref weights, i);
        return Total(sum);
    }

    internal static double Total(Lanes sum)
    {
        double total = 0;
        for (var lane = 0; lane < Lanes.Count; lane++) total += sum[lane];
        return total;
    }
}

internal readonly struct Squared : IRowLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Of(Lanes output, Lanes label) => (output - label) * (output - label);
}

internal readonly struct Absolute : IRowLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Of(Lanes output, Lanes label) => Abs(output - label);
}

/// <summary>½·e² up to δ, then δ·(|e| − ½·δ).</summary>
internal readonly struct HuberRow(float delta) : IRowLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Of(Lanes output, Lanes label)
    {
        var error = Abs(output - label);
        return ConditionalSelect(GreaterThan(error, new Lanes(delta)), delta * (error - new Lanes(0.5f * delta)), 0.5f * error * error);
    }
}

/// <summary>(1 − y)·z + (1 + (p − 1)·y)·log(1 + e⁻ᶻ), the logarithm written so that no logit overflows.</summary>
internal readonly struct BinaryEntropy(float positiveWeight) : IRowLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Of(Lanes output, Lanes label)
    {
        var logarithm = VectorMath.LogPlusOne(VectorMath.Exp(-Abs(output))) + MaxNative(Lanes.Zero, -output);
        return (Lanes.One - label) * output + MultiplyAddEstimate(new Lanes(positiveWeight - 1), label, Lanes.One) * logarithm;
    }
}

/// <summary>1 where the sign is wrong; a NaN is wrong whatever the label.</summary>
internal readonly struct WrongSign : IRowLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Of(Lanes output, Lanes label) => ConditionalSelect(
        GreaterThan(label, new Lanes(0.5f)), Falls(GreaterThan(output, Lanes.Zero)), Falls(LessThanOrEqual(output, Lanes.Zero)));

    private static Lanes Falls(System.Numerics.Vector<int> right) => ConditionalSelect(right, Lanes.Zero, Lanes.One);
}
