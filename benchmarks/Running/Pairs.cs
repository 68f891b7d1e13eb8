using System.Globalization;

namespace MLNetGradExt.Benchmarks.Running;

/// <summary>
/// Two ways of doing the same thing, measured turn about so that a slow moment of the machine hits both, as the ratio of each pair.
/// The order inside a pair alternates.
/// </summary>
internal static class Pairs
{
    /// <summary>Runs <paramref name="count"/> pairs after one pair of warm-up.</summary>
    /// <param name="ours">Does the work once and returns its seconds.</param>
    /// <param name="theirs">The other side's work, likewise.</param>
    public static PairedTimes Measure(int count, Func<double> ours, Func<double> theirs)
    {
        ours();
        theirs();
        var times = new List<(double Ours, double Theirs)>();
        for (var pair = 0; pair < count; pair++)
        {
            if (pair % 2 == 0) times.Add((ours(), theirs()));
            else
            {
                var second = theirs();
                times.Add((ours(), second));
            }
        }
        return new PairedTimes(times);
    }
}

/// <summary>Seconds of either side, pair by pair.</summary>
internal sealed record PairedTimes(IReadOnlyList<(double Ours, double Theirs)> Times)
{
    public double Ours => Quantile(Times.Select(t => t.Ours), 0.5);

    public double Theirs => Quantile(Times.Select(t => t.Theirs), 0.5);

    /// <summary>The median of the pairs' ratios; below one we are faster.</summary>
    public double Ratio => RatioAt(0.5);

    public double RatioAt(double quantile) => Quantile(Times.Select(t => t.Ours / t.Theirs), quantile);

    public string Describe(string what, string other = "PyTorch") => string.Create(CultureInfo.InvariantCulture,
        $"{what,-34} ours {Ours * 1e3,9:F1} ms   {other} {Theirs * 1e3,9:F1} ms   ratio {Ratio:F3}   (quartiles {RatioAt(0.25):F3} to {RatioAt(0.75):F3}, all {RatioAt(0):F3} to {RatioAt(1):F3}, {Times.Count} pairs)");

    private static double Quantile(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToArray();
        var at = quantile * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
