using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>
/// Functions of as many numbers as the processor has lanes, in single precision. NaN stays NaN; arguments that would overflow are taken as the largest that does not.
/// </summary>
/// <remarks>
/// All rest on 2ᵗ = 2ⁿ·(1 + f·q(f)) with n the integer nearest to t and f = t − n in [−½, ½]. q is the polynomial of degree 4 with the least relative
/// distance, 4.3e-7, to (2ᶠ − 1)/f, found by Remez' exchange algorithm. Because 2ᶠ − 1 and not 2ᶠ is approximated, eˣ − 1 and the hyperbolic tangent
/// keep their relative accuracy near zero: tanh is within 2.5e-7 of the true value everywhere, and within 1e-6 of it relatively.
/// </remarks>
internal static class VectorMath
{
    private const float Q0 = 0.693147123f, Q1 = 0.240223512f, Q2 = 0.0555050038f, Q3 = 0.00966624543f, Q4 = 0.00133335392f;

    private const float LogTwoInverse = 1.44269504f;

    // Beyond these eˣ is not a normal number any more.
    private const float Lowest = -87.3f, Highest = 88f;

    // Adding 1.5·2²³ rounds to an integer, which is then in the lowest bits; 127 more make those the exponent of a float.
    private const float Rounder = 12582912f + 127;

    // tanh(9.1) differs from 1 by less than half a unit in the last place.
    private const float TanhIsOne = 9.1f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        var (power, part, q) = Split(Clamp(x, Lowest, Highest), LogTwoInverse);
        return MultiplyAddEstimate(power * part, q, power);
    }

    /// <summary>eˣ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes ExpM1(Lanes x) => Grow(Clamp(x, Lowest, Highest), LogTwoInverse);

    /// <summary>(e²ˣ − 1) / (e²ˣ + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Tanh(Lanes x)
    {
        var grown = Grow(Clamp(x, -TanhIsOne, TanhIsOne), 2 * LogTwoInverse);
        return grown / (grown + new Lanes(2f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sigmoid(Lanes x) => Lanes.One / (Lanes.One + Exp(-x));

    /// <summary>log(1 + x) for x from 0; small x keep their digits, because the rounding of 1 + x is divided out again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes LogPlusOne(Lanes x)
    {
        var sum = Lanes.One + x;
        return ConditionalSelect(Vector.Equals(sum, Lanes.One), x, Log(sum) * (x / (sum - Lanes.One)));
    }

    // The argument comes second: the processor's minimum gives its second operand where one is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Clamp(Lanes x, float least, float most) => MinNative(new Lanes(most), MaxNative(new Lanes(least), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Grow(Lanes x, float toPowersOfTwo)
    {
        var (power, part, q) = Split(x, toPowersOfTwo);
        return MultiplyAddEstimate(power * part, q, power - Lanes.One);
    }

    /// <summary>x·factor = n + f as 2ⁿ, f and q(f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Lanes Power, Lanes Part, Lanes Q) Split(Lanes x, float factor)
    {
        var rounded = MultiplyAddEstimate(x, new Lanes(factor), new Lanes(Rounder));
        var f = MultiplyAddEstimate(x, new Lanes(factor), new Lanes(Rounder) - rounded);
        var q = MultiplyAddEstimate(new Lanes(Q4), f, new Lanes(Q3));
        q = MultiplyAddEstimate(q, f, new Lanes(Q2));
        q = MultiplyAddEstimate(q, f, new Lanes(Q1));
        q = MultiplyAddEstimate(q, f, new Lanes(Q0));
        return (AsVectorSingle(ShiftLeft(AsVectorInt32(rounded), 23)), f, q);
    }
}
