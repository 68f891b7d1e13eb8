using System.Globalization;
using Microsoft.ML;
using TorchSharp;

namespace MLNetGradExt.Benchmarks.Serving;

/// <summary>One model in the hands of many threads: throughput, latency, waiting for locks, equal scores, flat memory. Fails where scores differ or memory grows.</summary>
internal sealed class ServingBenchmark : IBenchmark
{
    public string Name => "serving";

    public string Summary => "one MLP (64, 64) of 30 features scored by many threads at once, torch and portable: --seconds 60 --threads 16 [--only Engine|Pool|Batch|All]";

    public int Run(BenchmarkOptions options)
    {
        var seconds = options.Number("seconds", 60);
        var most = options.Number("threads", 16);
        torch.set_num_threads(options.Number("torch-threads", 1));
        var ml = new MLContext(1);
        var (view, rows) = ServedModel.Data(ml);
        var fitted = ml.GradExt().BinaryClassification(Network.Mlp(64, 64), options: new TrainingOptions { Epochs = 2, Seed = 1, Device = Device.Cpu }).Fit(view);
        Console.WriteLine($"{Environment.ProcessorCount} processors, {torch.get_num_threads()} torch thread(s) for each of ours");
        (string Name, ServedModel Model)[] models = [("torch", new(ml, fitted, view, rows)), ("portable", new(ml, ml.GradExt().ToPortable(fitted), view, rows))];
        var sound = true;
        foreach (var (name, model) in models)
        {
            foreach (var use in Enum.GetValues<Use>().Where(use => options.Text("only") is not { } only || only == use.ToString()))
                foreach (var threads in new[] { 1, 2, 4, 16 }.Where(t => t <= most).Append(most).Distinct())
                {
                    Load.Run(model, _ => use, threads, 0.2);
                    var load = Load.Run(model, _ => use, threads, Math.Clamp(seconds / 30.0, 0.1, 2));
                    sound &= load.AreSame;
                    Print(name, use.ToString(), threads, load);
                }
            if (options.Text("only") is null or "All") sound &= Soak(name, model, most, seconds);
        }
        Console.WriteLine(sound ? "identical scores, flat memory" : "FAILED: scores differ or memory grows");
        return sound ? 0 : 1;
    }

    /// <summary>All uses at once for the whole time; memory is looked at in the pauses between its quarters.</summary>
    private static bool Soak(string name, ServedModel model, int threads, int seconds)
    {
        Load.Run(model, UseOf, threads, 1);
        var samples = new List<MemorySample> { MemorySample.Take() };
        var sound = true;
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            var load = Load.Run(model, UseOf, threads, seconds / 4.0);
            sound &= load.AreSame;
            samples.Add(MemorySample.Take());
            Print(name, "all", threads, load);
        }
        for (var i = 0; i < samples.Count; i++) Console.WriteLine($"{name,-9} after {i * seconds / 4.0,5:F1} s  {samples[i]}");
        return sound && !samples[^1].GrewSince(samples[0]);

        static Use UseOf(int thread) => (Use)(thread % 3);
    }

    private static void Print(string name, string use, int threads, Load load) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-9} {use,-7} {threads,3} thread(s)  {load.RowsPerSecond,12:N0} rows/s  {(use == "Batch" ? "1,024 rows" : "one row")}: median {load.Calls.Microseconds(0.5),9:F1} us, 99% {load.Calls.Microseconds(0.99),9:F1} us  waits for locks {load.Contentions,5}  {(load.AreSame ? "same scores" : "SCORES DIFFER")}"));
}
