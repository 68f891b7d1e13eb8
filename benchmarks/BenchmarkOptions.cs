using System.Globalization;
using MLNetGradExt.Benchmarks.Running;

namespace MLNetGradExt.Benchmarks;

/// <summary>The <c>--key value</c> pairs that came after a benchmark's name.</summary>
internal sealed class BenchmarkOptions(IReadOnlyList<string> arguments)
{
    /// <summary>Threads of either side; all cores by default.</summary>
    public int Threads => Number("threads", Environment.ProcessorCount);

    /// <summary>Interleaved pairs to measure.</summary>
    public int Pairs => Number("pairs", 9);

    /// <summary>What the seconds are of: wall time, or with <c>--clock cpu</c> processor time, which a busy machine disturbs less.</summary>
    public Clock Clock => Text("clock") switch
    {
        null or "wall" => Clock.Wall,
        "cpu" => Clock.Processor,
        var other => throw new ArgumentException($"--clock is wall or cpu, not {other}"),
    };

    public int Number(string key, int fallback) =>
        Text(key) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    public string? Text(string key)
    {
        var at = arguments.ToList().IndexOf("--" + key);
        if (at < 0) return null;
        return at + 1 < arguments.Count ? arguments[at + 1] : throw new ArgumentException($"--{key} wants a value");
    }

    public bool Has(string key) => arguments.Contains("--" + key);
}
