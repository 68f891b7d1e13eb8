using System.Numerics;

namespace MLNetGradExt.Annealing;

/// <summary>Arithmetic on arrays of doubles, as wide as the processor allows.</summary>
internal static class Vectors
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (sum, i) = (Vector<double>.Zero, 0);
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count) sum += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        var total = Vector.Sum(sum);
        for (; i < a.Length; i++) total += a[i] * b[i];
        return total;
    }

    /// <summary>a ← a + factor·b.</summary>
    public static void Add(Span<double> a, ReadOnlySpan<double> b, double factor)
    {
        var i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count) (new Vector<double>(a[i..]) + new Vector<double>(b[i..]) * factor).CopyTo(a[i..]);
        for (; i < a.Length; i++) a[i] += b[i] * factor;
    }

    public static void Scale(double[] a, double factor)
    {
        for (var i = 0; i < a.Length; i++) a[i] *= factor;
    }

    public static double[] Difference(double[] a, double[] b)
    {
        var difference = (double[])a.Clone();
        Add(difference, b, -1);
        return difference;
    }
}
