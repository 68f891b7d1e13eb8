using System.Diagnostics;
using System.Globalization;
using MLNetGradExt.Annealing;
using TorchSharp;

namespace MLNetGradExt.Benchmarks.Annealing;

/// <summary>
/// The table of docs/annealing.md. <c>--seeds N</c>, <c>--methods a,b</c>, <c>--part linear</c>, <c>mlp</c>, <c>costs</c> or <c>speed</c>, <c>--threads N</c> of torch;
/// <c>--anneal-until</c>, <c>--noise</c> and <c>--learning-rate</c> vary the hybrid.
/// </summary>
internal sealed class AnnealingBenchmark : IBenchmark
{
    public string Name => "annealing";

    public string Summary => "annealing against gradients, the seed's method and SciPy's dual_annealing on the sine, at equal evaluations";

    public int Run(BenchmarkOptions options)
    {
        torch.set_num_threads(options.Number("threads", 1));
        Contestant.Hybrid = new HybridAnnealing
        {
            AnnealUntil = Share("anneal-until", Contestant.Hybrid.AnnealUntil),
            Noise = Share("noise", Contestant.Hybrid.Noise),
            LearningRate = Share("learning-rate", Contestant.Hybrid.LearningRate),
        };
        double Share(string key, double fallback) => options.Text(key) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : fallback;
        var part = options.Text("part");
        var rows = new SineRows();
        if (part is null or "linear") Table(options, rows, "linear", "linear model", Network.Linear(), 2_000);
        if (part is null or "mlp") Table(options, rows, "mlp", "1-16-16-1 tanh network", Network.Mlp(16, 16).WithActivation(Activation.Tanh), 60_000);
        if (part is null or "costs") CostTable.Print(options);
        if (part is null or "speed") BatchedSpeed.Print(options, rows);
        return 0;
    }

    private static void Table(BenchmarkOptions options, SineRows rows, string shape, string title, Network network, long budget)
    {
        var seeds = options.Number("seeds", 5);
        budget = options.Number("evaluations", (int)budget);
        var named = options.Text("methods")?.Split(',');
        Console.WriteLine($"{title}, {budget:N0} evaluations, {seeds} seeds: median train MSE (its range), median test MSE, seconds a run from the first line to the finished network (the longest)");
        foreach (var contestant in Contestant.All.Where(c => named is null || named.Contains(c.Name)))
            Print(contestant.Title, Enumerable.Range(1, seeds).Select(seed =>
            {
                var clock = Stopwatch.StartNew();
                var (train, test) = contestant.Run(rows, network, budget, seed);
                return (train, test, clock.Elapsed.TotalSeconds);
            }));
        if (named is null || named.Contains("scipy")) Print("SciPy dual_annealing with local search", DualAnnealing.Run(shape, budget, seeds));
    }

    private static void Print(string title, IEnumerable<(double Train, double Test, double Seconds)> runs)
    {
        var all = runs.ToArray();
        if (all.Length == 0) return;
        var train = all.Select(r => r.Train).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {title,-46} {train[train.Length / 2]:F6} ({train[0]:F6} to {train[^1]:F6})   {Median(all.Select(r => r.Test)):F6}   {Median(all.Select(r => r.Seconds)):F2} s ({all.Max(r => r.Seconds):F2})"));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
