namespace MLNetGradExt.Gradients;

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

/// <summary>
/// Σg², Σθ² and Σgθ of a stretch of gradients and parameters, in one pass. The sums are in double precision: squares of floats
/// leave the range of floats below 1e-22 and above 1e19, where vanishing and exploding gradients go.
/// </summary>
internal readonly record struct Sums(double Gradient, double Parameter, double Inner)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // from the first step on: unoptimised vector code is a hundred times slower
    public static Sums Of(ReadOnlySpan<float> gradients, ReadOnlySpan<float> parameters)
    {
        // Two accumulators each, because an addition takes several cycles and the next need not wait for it.
        Vector<double> gg0 = default, gg1 = default, pp0 = default, pp1 = default, gp0 = default, gp1 = default;
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var p = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        for (var i = 0; i < g.Length && i < p.Length; i++)
        {
            Vector.Widen(g[i], out var g0, out var g1);
            Vector.Widen(p[i], out var p0, out var p1);
            gg0 = Vector.MultiplyAddEstimate(g0, g0, gg0);
            gg1 = Vector.MultiplyAddEstimate(g1, g1, gg1);
            pp0 = Vector.MultiplyAddEstimate(p0, p0, pp0);
            pp1 = Vector.MultiplyAddEstimate(p1, p1, pp1);
            gp0 = Vector.MultiplyAddEstimate(g0, p0, gp0);
            gp1 = Vector.MultiplyAddEstimate(g1, p1, gp1);
        }

        var (gg, pp, gp) = (Vector.Sum(gg0 + gg1), Vector.Sum(pp0 + pp1), Vector.Sum(gp0 + gp1));
        for (var i = g.Length * Vector<float>.Count; i < gradients.Length; i++)
        {
            double gradient = gradients[i], parameter = parameters[i];
            gg += gradient * gradient;
            pp += parameter * parameter;
            gp += gradient * parameter;
        }

        return new(gg, pp, gp);
    }
}
