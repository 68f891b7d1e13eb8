using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>
/// Functions of as many numbers as the processor has lanes, in single precision. NaN stays NaN; arguments that would overflow are taken as the largest that does not.
/// </summary>
/// <remarks>
/// Exponentials rest on 2ᵗ = 2ⁿ·(1 + f·q(f)) with n the integer nearest to t and f = t − n in [−½, ½]. q is the polynomial of degree 4 with the
/// least relative distance, 4.3e-7, to (2ᶠ − 1)/f, found by Remez' exchange algorithm. Because 2ᶠ − 1 and not 2ᶠ is approximated, eˣ − 1 keeps its
/// relative accuracy near zero. The hyperbolic tangent is x·P(x²)/Q(x²), P of degree 3 and Q of degree 4 with the leading coefficient 1, which
/// costs an addition where another would cost a multiplication. Its distance, least on [0, 7.9], is 1.3e-7 (Lawson's weighted least squares in 50 digits);
/// rounded to single precision so that the largest error over all arguments is least, it is within 3.6e-7 of the true value, relatively too.
/// </remarks>
internal static class VectorMath
{
    private const float Q0 = 0.693147123f, Q1 = 0.240223512f, Q2 = 0.0555050038f, Q3 = 0.00966624543f, Q4 = 0.00133335392f;

    private const float LogTwoInverse = 1.44269504f;

    // Beyond these eˣ is not a normal number any more.
    private const float Lowest = -87.3f, Highest = 88f;

    // Adding 1.5·2²³ rounds to an integer, which is then in the lowest bits; 127 more make those the exponent of a float.
    private const float Rounder = 12582912f + 127;

    private const float P0 = 4011798f, P1 = 518904.375f, P2 = 11876.9756f, P3 = 46.2648201f;
    private const float D0 = 4011798.5f, D1 = 1856166.38f, D2 = 95698.4375f, D3 = 962.900208f;

    // From here on the quotient differs from 1 by less than 3.6e-7.
    private const float TanhIsOne = 7.7f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        var (power, part, q) = Split(Clamp(x, Lowest, Highest));
        return MultiplyAddEstimate(power * part, q, power);
    }

    /// <summary>eˣ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes ExpM1(Lanes x)
    {
        var (power, part, q) = Split(Clamp(x, Lowest, Highest));
        return MultiplyAddEstimate(power * part, q, power - Lanes.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Tanh(Lanes x)
    {
        x = Clamp(x, -TanhIsOne, TanhIsOne);
        var y = x * x;
        var p = MultiplyAddEstimate(new Lanes(P3), y, new Lanes(P2));
        p = MultiplyAddEstimate(p, y, new Lanes(P1));
        p = MultiplyAddEstimate(p, y, new Lanes(P0));
        var q = MultiplyAddEstimate(y + new Lanes(D3), y, new Lanes(D2));
        q = MultiplyAddEstimate(q, y, new Lanes(D1));
        q = MultiplyAddEstimate(q, y, new Lanes(D0));
        return x * p / q;
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

    /// <summary>x/ln 2 = n + f as 2ⁿ, f and q(f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Lanes Power, Lanes Part, Lanes Q) Split(Lanes x)
    {
        var rounded = MultiplyAddEstimate(x, new Lanes(LogTwoInverse), new Lanes(Rounder));
        var f = MultiplyAddEstimate(x, new Lanes(LogTwoInverse), new Lanes(Rounder) - rounded);
        var q = MultiplyAddEstimate(new Lanes(Q4), f, new Lanes(Q3));
        q = MultiplyAddEstimate(q, f, new Lanes(Q2));
        q = MultiplyAddEstimate(q, f, new Lanes(Q1));
        q = MultiplyAddEstimate(q, f, new Lanes(Q0));
        return (AsVectorSingle(ShiftLeft(AsVectorInt32(rounded), 23)), f, q);
    }
}
