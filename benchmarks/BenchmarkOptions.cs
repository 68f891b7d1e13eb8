using System.Globalization;

namespace MLNetGradExt.Benchmarks;

/// <summary>The <c>--key value</c> pairs that came after a benchmark's name.</summary>
internal sealed class BenchmarkOptions(IReadOnlyList<string> arguments)
{
    /// <summary>Threads of either side; all cores by default.</summary>
    public int Threads => Number("threads", Environment.ProcessorCount);

    /// <summary>Interleaved pairs to measure.</summary>
    public int Pairs => Number("pairs", 9);

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
