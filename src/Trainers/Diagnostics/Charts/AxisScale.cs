namespace MLNetGradExt.Diagnostics;

/// <summary>Maps values to places along an axis, and chooses round numbers for its ticks.</summary>
internal sealed record AxisScale(double Low, double High, double From, double To, bool Log, bool Whole)
{
    /// <summary>An axis that holds all <paramref name="values"/> that it can show.</summary>
    public static AxisScale Fit(IEnumerable<double> values, double from, double to, bool log, double margin)
    {
        var shown = values.Where(value => double.IsFinite(value) && (!log || value > 0)).ToList();
        if (shown.Count == 0) return new(log ? 0.1 : 0, log ? 10 : 1, from, to, log, false);
        double low = shown.Min(), high = shown.Max();
        if (log)
        {
            var room = Math.Max(Math.Log10(high / low) * margin, low == high ? 0.5 : 0);
            return new(low / Math.Pow(10, room), high * Math.Pow(10, room), from, to, true, false);
        }
        var pad = high > low ? (high - low) * margin : Math.Max(Math.Abs(high), 1) * 0.5;
        // Losses and rates do not go below zero; neither should their axis.
        return new(low >= 0 && low - pad < 0 ? 0 : low - pad, high + pad, from, to, false, shown.All(value => value == Math.Floor(value)));
    }

    public bool Shows(double value) => double.IsFinite(value) && (!Log || value > 0);

    public double Place(double value)
    {
        var share = Log ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
        return From + share * (To - From);
    }

    /// <summary>Round values inside the axis, about <paramref name="wanted"/> of them.</summary>
    public IReadOnlyList<double> Ticks(int wanted) => Log ? LogTicks(wanted) : LinearTicks(wanted);

    private List<double> LinearTicks(int wanted)
    {
        var step = RoundStep((High - Low) / wanted);
        if (Whole) step = Math.Max(1, Math.Round(step));
        var ticks = new List<double>();
        for (var index = (long)Math.Ceiling(Low / step - 1e-9); index * step <= High + step * 1e-9; index++)
            ticks.Add(index * step);
        return ticks;
    }

    private List<double> LogTicks(int wanted)
    {
        int first = (int)Math.Floor(Math.Log10(Low)), last = (int)Math.Ceiling(Math.Log10(High));
        var stride = Math.Max(1, (last - first) / wanted);
        // Over a few decades the powers of ten alone would leave the axis bare.
        double[] factors = (last - first) switch { <= 3 => [1, 2, 5], <= 5 => [1, 3], _ => [1] };
        var ticks = new List<double>();
        for (var power = first; power <= last; power += stride)
            ticks.AddRange(factors.Select(factor => factor * Math.Pow(10, power)).Where(tick => tick >= Low * 0.999 && tick <= High * 1.001));
        return ticks;
    }

    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var share = rough / power;
        return (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10) * power;
    }
}
