using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNetGradExt.Bridging;

/// <summary>Looks for NaN and infinity at the speed of memory.</summary>
internal static class Finite
{
    /// <summary>Whether every value is finite: x · 0 is 0 for a finite x and NaN for any other.</summary>
    public static bool All(ReadOnlySpan<float> values)
    {
        var sum = Vector<float>.Zero;
        var blocks = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var block in blocks) sum += block * 0f;
        var rest = Vector.Sum(sum);
        foreach (var value in values[(blocks.Length * Vector<float>.Count)..]) rest += value * 0f;
        return rest == 0;
    }
}
