namespace MLNetGradExt.Annealing;

/// <summary>A point on a line of search.</summary>
internal sealed record LinePoint(double At, double[] Position, double Loss, double[] Gradient, double Slope);

/// <summary>A step length with sufficient decrease and a flat enough slope: brackets it, then narrows the bracket by cubic interpolation (Nocedal and Wright, Numerical Optimization, section 3.5).</summary>
internal static class LineSearch
{
    private const double Decrease = 1e-4, Curvature = 0.9, Expansion = 2.5;

    /// <summary>A point that satisfies both conditions; when trials run out, one that at least goes down; else null.</summary>
    public static LinePoint? Along(Objective objective, double[] start, double[] direction, double loss, double slope, double first, int trials)
    {
        LinePoint Try(double at)
        {
            var (position, gradient) = ((double[])start.Clone(), new double[start.Length]);
            Vectors.Add(position, direction, at);
            var value = objective(position, gradient);
            if (!double.IsFinite(value) || !gradient.All(double.IsFinite)) return new LinePoint(at, position, double.PositiveInfinity, gradient, double.NaN);
            return new LinePoint(at, position, value, gradient, Vectors.Dot(gradient, direction));
        }
        bool Falls(LinePoint point) => point.Loss <= loss + Decrease * point.At * slope;
        bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Curvature * slope;

        var low = new LinePoint(0, start, loss, [], slope);
        LinePoint? high = null;
        var at = first;
        for (; trials > 0; trials--)
        {
            var point = Try(at);
            if (!Falls(point) || (low.At > 0 && high is null && point.Loss >= low.Loss)) high = point;
            else if (IsFlat(point)) return point;
            else if (high is null)
            {
                if (point.Slope >= 0) (low, high) = (point, low);
                else
                {
                    low = point;
                    at *= Expansion;
                    continue;
                }
            }
            else if (point.Loss >= low.Loss) high = point;
            else
            {
                if (point.Slope * (high.At - low.At) >= 0) high = low;
                low = point;
            }
            at = Between(low, high);
            if (!(Math.Abs(high.At - low.At) > 1e-14 * Math.Max(1e-10, Math.Abs(low.At)))) break;
        }
        return low.At > 0 && low.Loss < loss ? low : null;
    }

    // The minimum of the cubic through both ends, kept off them; the middle where there is none.
    private static double Between(LinePoint a, LinePoint b)
    {
        var width = b.At - a.At;
        var middle = a.At + 0.5 * width;
        if (!double.IsFinite(b.Loss)) return a.At + 0.1 * width;
        double at;
        if (double.IsFinite(b.Slope))
        {
            var d1 = a.Slope + b.Slope - 3 * (a.Loss - b.Loss) / (a.At - b.At);
            var root = d1 * d1 - a.Slope * b.Slope;
            if (root < 0) return middle;
            var d2 = Math.Sign(width) * Math.Sqrt(root);
            at = b.At - width * (b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2);
        }
        else at = middle;
        var share = (at - a.At) / width;
        return double.IsFinite(share) ? a.At + width * Math.Clamp(share, 0.1, 0.9) : middle;
    }
}
