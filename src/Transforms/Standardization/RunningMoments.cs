namespace MLNetGradExt.Transforms;

/// <summary>
/// Mean and squared deviation of many slots over one pass, in float64 (Welford 1962).
/// </summary>
/// <remarks>
/// Each value x moves its slot by δ = x − mean; mean += δ / n; m2 += δ · (x − mean). The zeros that a sparse row leaves out are not
/// visited: they are merged at the end as a block of n₀ zeros (Chan, Golub and LeVeque 1979).
/// </remarks>
internal sealed class RunningMoments(int slots)
{
    private readonly double[] _mean = new double[slots];
    private readonly double[] _squares = new double[slots];
    private readonly long[] _seen = new long[slots];
    private readonly long[] _missing = new long[slots];

    public int Slots => slots;

    /// <summary>Adds one value; NaN counts as missing.</summary>
    public void Add(int slot, double value)
    {
        if (double.IsNaN(value))
        {
            _missing[slot]++;
            return;
        }
        var delta = value - _mean[slot];
        _mean[slot] += delta / ++_seen[slot];
        _squares[slot] += delta * (value - _mean[slot]);
    }

    /// <summary>The statistics after <paramref name="rows"/> rows, the zeros of sparse rows included.</summary>
    public ColumnStatistics Finish(string column, long rows, int degreesOfFreedom)
    {
        var mean = new double[slots];
        var deviation = new double[slots];
        for (var slot = 0; slot < slots; slot++)
        {
            double seen = _seen[slot], zeros = rows - _seen[slot] - _missing[slot], all = seen + zeros;
            if (all == 0) continue;
            mean[slot] = _mean[slot] * (seen / all);
            var squares = _squares[slot] + _mean[slot] * _mean[slot] * (seen * zeros / all);
            deviation[slot] = Math.Sqrt(Math.Max(0, squares) / Math.Max(1, all - degreesOfFreedom));
        }
        return new ColumnStatistics(column, rows, mean, deviation, [.. _missing]);
    }
}
