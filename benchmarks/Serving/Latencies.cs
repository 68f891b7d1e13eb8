using System.Diagnostics;

namespace MLNetGradExt.Benchmarks.Serving;

/// <summary>Durations by logarithmic buckets of two percent, so that a thread counts millions of them without allocating.</summary>
internal sealed class Latencies
{
    private const double Step = 1.02;
    private const double Shortest = 1e-8;

    private readonly long[] _counts = new long[1200];

    public long Count { get; private set; }

    public void Add(long ticks)
    {
        var seconds = Math.Max(Shortest, ticks / (double)Stopwatch.Frequency);
        _counts[Math.Min(_counts.Length - 1, (int)(Math.Log(seconds / Shortest) / Math.Log(Step)))]++;
        Count++;
    }

    public void Add(Latencies other)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Count += other.Count;
    }

    /// <summary>Microseconds that a share of the calls did not exceed.</summary>
    public double Microseconds(double share)
    {
        long seen = 0, wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        for (var i = 0; i < _counts.Length; i++)
            if ((seen += _counts[i]) >= wanted) return Shortest * Math.Pow(Step, i + 1) * 1e6;
        return double.NaN;
    }
}
