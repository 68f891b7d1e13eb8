using System.Globalization;
using TorchSharp;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>
/// The table of docs/gradient-repair.md: the median test loss of each method at its best learning rate.
/// <c>--seeds N</c>, <c>--cases a,b</c>, <c>--methods a,b</c>, <c>--threads N</c> (runs at a time), <c>--events</c> (print what repair did, first seed).
/// </summary>
internal sealed class GradientsBenchmark : IBenchmark
{
    public string Name => "gradients";

    public string Summary => "gradient repair against none, clipping, AGC, LARS and Adam on networks that train badly";

    public int Run(BenchmarkOptions options)
    {
        torch.set_num_threads(1);
        var seeds = options.Number("seeds", 5);
        var cases = Chosen(RepairCase.All, row => row.Name, options.Text("cases"));
        var methods = Chosen(RepairMethod.All, method => method.Name, options.Text("methods"));
        Console.WriteLine($"median test loss over {seeds} seeds, best learning rate of each method; behind it that rate and the range of the seeds");
        foreach (var row in cases)
        {
            var jobs = methods.SelectMany(m => m.Rates.SelectMany(rate => Enumerable.Range(1, seeds).Select(seed => (Method: m, Rate: rate, Seed: seed)))).ToArray();
            var losses = new double[jobs.Length];
            // Threads of our own: a dispose scope belongs to its thread and must not meet another run on a pooled one.
            var next = -1;
            var workers = Enumerable.Range(0, Math.Min(options.Threads, jobs.Length)).Select(_ => new Thread(() =>
            {
                for (int i; (i = Interlocked.Increment(ref next)) < jobs.Length;) losses[i] = RepairRun.TestLoss(row, jobs[i].Method, jobs[i].Rate, jobs[i].Seed);
            })).ToArray();
            foreach (var worker in workers) worker.Start();
            foreach (var worker in workers) worker.Join();

            Console.WriteLine($"{row.Title}  ({row.Steps} steps)");
            foreach (var method in methods)
            {
                var best = method.Rates.Select(rate => (Rate: rate, Losses: losses.Where((_, i) => jobs[i].Method == method && jobs[i].Rate == rate).Order().ToArray()))
                    .MinBy(entry => entry.Losses[entry.Losses.Length / 2]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {method.Name,-12} {Figure(best.Losses[best.Losses.Length / 2]),8}   at {best.Rate,-6} {Figure(best.Losses[0])} to {Figure(best.Losses[^1])}"));
            }

            if (options.Has("events"))
                foreach (var method in methods.Where(m => m.Gradients.Length > 0))
                    RepairRun.TestLoss(row, method, method.Rates[1], 1, e => Console.WriteLine($"    {method.Name}: {e.Message}"));
        }

        return 0;
    }

    private static string Figure(double loss) => double.IsFinite(loss) ? loss.ToString(loss < 0.1 ? "F4" : loss < 100 ? "F3" : "0e0", CultureInfo.InvariantCulture) : "inf";

    private static IReadOnlyList<T> Chosen<T>(IReadOnlyList<T> all, Func<T, string> name, string? wanted)
    {
        if (wanted is null) return all;
        var names = wanted.Split(',');
        foreach (var missing in names.Where(n => !all.Any(item => name(item) == n)))
            throw new ArgumentException($"There is no {missing}; choose among {string.Join(", ", all.Select(name))}.");
        return [.. all.Where(item => names.Contains(name(item)))];
    }
}
