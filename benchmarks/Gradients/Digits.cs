using System.Globalization;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>scikit-learn's digits, 64 standardised pixels: every fifth row is a test row. Loaded once, shared by all runs, never written to.</summary>
internal static class Digits
{
    private static readonly Lazy<(Tensor X, Tensor Y, Tensor TestX, Tensor TestY)> Loaded = new(Load);

    public static Tensor X => Loaded.Value.X;

    public static Tensor Y => Loaded.Value.Y;

    public static Tensor TestX => Loaded.Value.TestX;

    public static Tensor TestY => Loaded.Value.TestY;

    public static string SampleData(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "samples", "data", file) is var path && File.Exists(path)) return path;
        throw new FileNotFoundException($"samples/data/{file} is not above {AppContext.BaseDirectory}: run the benchmark inside the repository.");
    }

    private static (Tensor, Tensor, Tensor, Tensor) Load()
    {
        var rows = File.ReadLines(SampleData("digits.csv")).Skip(1).Select(line => line.Split(',').Select(v => float.Parse(v, CultureInfo.InvariantCulture)).ToArray())
            .Select((row, i) => (Row: row, Test: i % 5 == 4)).OrderBy(r => r.Test).ToArray();
        using var scope = NewDisposeScope();
        var x = tensor(rows.SelectMany(r => r.Row.Take(64)).ToArray()).view(-1, 64).div(16);
        var y = tensor(rows.Select(r => (long)r.Row[64]).ToArray());
        int test = rows.Count(r => r.Test), train = rows.Length - test;
        var (mean, deviation) = (x.narrow(0, 0, train).mean([0]), x.narrow(0, 0, train).std(0).clamp_min(0.05));
        x = (x - mean) / deviation;
        return (x.narrow(0, 0, train).clone().DetachFromDisposeScope(), y.narrow(0, 0, train).clone().DetachFromDisposeScope(),
            x.narrow(0, train, test).clone().DetachFromDisposeScope(), y.narrow(0, train, test).clone().DetachFromDisposeScope());
    }
}
