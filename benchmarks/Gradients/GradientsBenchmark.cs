using System.Collections.Concurrent;
using System.Globalization;
using TorchSharp;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>
/// The table of docs/gradient-repair.md: the median test loss of each method at its best learning rate.
/// <c>--seeds N</c>, <c>--cases a,b</c>, <c>--methods a,b</c>, <c>--threads N</c> (runs at a time), <c>--events</c> (print what repair did, first seed).
/// </summary>
internal sealed class GradientsBenchmark : IBenchmark
{
    // Learning rates from which on only every second one is tried at first, and how many have a second seed.
    private const int Many = 5, Seconds = 3;

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
            var results = new ConcurrentDictionary<(RepairMethod Method, double Rate, int Seed), double>();
            Search(row, methods, seeds, options.Threads, results);

            Console.WriteLine($"{row.Title}  ({row.Steps} steps)");
            foreach (var method in methods)
            {
                var (rate, losses) = Ranked(method, results).Where(entry => entry.Losses.Length == seeds).MinBy(entry => Median(entry.Losses));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {method.Name,-12} {Figure(Median(losses)),8}   at {rate,-6} {Figure(losses[0])} to {Figure(losses[^1])}"));
            }

            if (options.Has("events"))
                foreach (var method in methods.Where(m => m.Gradients.Length > 0))
                    RepairRun.TestLoss(row, method, method.Rates[1], 1, e => Console.WriteLine($"    {method.Name}: {e.Message}"));
        }

        return 0;
    }

    /// <summary>Every second learning rate with one seed, then those beside the best; the best three with a second seed; the best of those with all.</summary>
    private static void Search(RepairCase row, IReadOnlyList<RepairMethod> methods, int seeds, int threads, ConcurrentDictionary<(RepairMethod, double, int), double> results)
    {
        Run(1, m => m.Rates.Where((_, i) => i % 2 == 0 || m.Rates.Length < Many));
        Run(1, m => m.Rates.Where((_, i) => Math.Abs(i - Array.IndexOf(m.Rates, Best(m, 1).Single())) == 1));
        Run(2, m => Best(m, Seconds));
        Run(seeds, m => Best(m, 1));

        double[] Best(RepairMethod method, int count) => [.. Ranked(method, results).Take(count).Select(entry => entry.Rate)];

        void Run(int count, Func<RepairMethod, IEnumerable<double>> rates) =>
            Solve(row, [.. methods.SelectMany(m => rates(m).ToArray().SelectMany(rate => Enumerable.Range(1, Math.Min(count, seeds)).Select(seed => (m, rate, seed))))], results, threads);
    }

    private static void Solve(RepairCase row, (RepairMethod Method, double Rate, int Seed)[] jobs, ConcurrentDictionary<(RepairMethod, double, int), double> results, int threads)
    {
        // Threads of our own: a dispose scope belongs to its thread and must not meet another run on a pooled one.
        var next = -1;
        var workers = Enumerable.Range(0, Math.Min(threads, jobs.Length)).Select(_ => new Thread(() =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < jobs.Length;)
                if (!results.ContainsKey(jobs[i])) results[jobs[i]] = RepairRun.TestLoss(row, jobs[i].Method, jobs[i].Rate, jobs[i].Seed);
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
    }

    private static IEnumerable<(double Rate, double[] Losses)> Ranked(RepairMethod method, ConcurrentDictionary<(RepairMethod Method, double Rate, int Seed), double> results) =>
        method.Rates.Select(rate => (Rate: rate, Losses: results.Where(r => r.Key.Method == method && r.Key.Rate == rate).Select(r => r.Value).Order().ToArray()))
            .Where(entry => entry.Losses.Length > 0).OrderByDescending(entry => entry.Losses.Length).ThenBy(entry => entry.Losses.Average()).ThenBy(entry => entry.Rate);

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];

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
