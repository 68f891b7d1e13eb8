namespace Microsoft.ML.Calibrators;

/// <summary>
/// Fits <c>p = 1 / (1 + exp(slope·score + offset))</c> to labels by Newton's method with smoothed targets
/// (Platt 1999; Lin, Lin &amp; Weng, "A note on Platt's probabilistic outputs", 2007).
/// </summary>
internal static class PlattFit
{
    public static (double Slope, double Offset) Fit(IReadOnlyList<(float Score, bool Positive, float Weight)> rows)
    {
        double positives = 0, negatives = 0;
        foreach (var row in rows)
        {
            if (row.Positive) positives += row.Weight; else negatives += row.Weight;
        }
        var high = (positives + 1) / (positives + 2);
        var low = 1 / (negatives + 2);
        double slope = 0, offset = Math.Log((negatives + 1) / (positives + 1));
        var loss = Loss(rows, slope, offset, high, low);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            // Hessian [h11 h12; h12 h22] with a small ridge, gradient (g1, g2).
            double h11 = 1e-12, h22 = 1e-12, h12 = 0, g1 = 0, g2 = 0;
            foreach (var (score, positive, weight) in rows)
            {
                var p = 1 / (1 + Math.Exp(slope * score + offset));
                var spread = weight * p * (1 - p);
                h11 += score * score * spread;
                h22 += spread;
                h12 += score * spread;
                var off = weight * ((positive ? high : low) - p);
                g1 += score * off;
                g2 += off;
            }
            if (Math.Abs(g1) < 1e-5 && Math.Abs(g2) < 1e-5)
                break;
            var determinant = h11 * h22 - h12 * h12;
            if (determinant == 0)
                break;
            var slopeStep = -(h22 * g1 - h12 * g2) / determinant;
            var offsetStep = -(h11 * g2 - h12 * g1) / determinant;
            var descent = g1 * slopeStep + g2 * offsetStep;
            var size = 1.0;
            for (; size >= 1e-10; size /= 2)
            {
                var next = Loss(rows, slope + size * slopeStep, offset + size * offsetStep, high, low);
                if (next < loss + 1e-4 * size * descent)
                {
                    slope += size * slopeStep;
                    offset += size * offsetStep;
                    loss = next;
                    break;
                }
            }
            if (size < 1e-10)
                break;
        }
        return (slope, offset);
    }

    // Cross entropy written so that neither exponent overflows.
    private static double Loss(IReadOnlyList<(float Score, bool Positive, float Weight)> rows, double slope, double offset, double high, double low)
    {
        double sum = 0;
        foreach (var (score, positive, weight) in rows)
        {
            var z = slope * score + offset;
            var target = positive ? high : low;
            sum += weight * (z >= 0 ? target * z + Math.Log(1 + Math.Exp(-z)) : (target - 1) * z + Math.Log(1 + Math.Exp(z)));
        }
        return sum;
    }
}
