using System.Diagnostics;
using System.Globalization;
using MLNetGradExt.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Annealing;

/// <summary>Costs without a slope on breast cancer: a linear model trained on a surrogate, by gradients and to its very minimum, against annealing on the cost itself, from scratch and from those weights, over several splits.</summary>
internal static class CostTable
{
    private static readonly Scalar Zero = 0, One = 1, MinusOne = -1, Expert = 0.3, Missed = 10;

    // A missed tumour costs 10, a false alarm 1, and whoever is sent to an expert, with a score from −1 to 1, costs 0.3.
    private static readonly Loss Care = Loss.FromFunction("care", (output, labels) =>
    {
        var score = output.squeeze(1);
        var expert = score.abs().lt(One).to_type(output.dtype).mul(Expert);
        var missed = score.le(MinusOne).to_type(output.dtype).mul(labels).mul(Missed);
        var alarm = score.ge(One).to_type(output.dtype).mul(labels.eq(Zero).to_type(output.dtype));
        return expert.add(missed, One).add(alarm, One);
    });

    public static void Print(BenchmarkOptions options)
    {
        var seeds = options.Number("seeds", 20);
        foreach (var features in new[] { 30, 10 })
        {
            Print("share of wrong answers", features, Loss.ZeroOne, "cross entropy", Loss.BinaryCrossEntropy(), seeds);
            Print("cost of care", features, Care, "tenfold cross entropy", Loss.BinaryCrossEntropy(10), seeds);
        }
    }

    private static void Print(string title, int features, Loss cost, string name, Loss surrogate, int seeds)
    {
        Console.WriteLine($"{title} on breast cancer, linear model of {features} features, {seeds} splits: mean on training rows, mean on test rows (standard error), splits where it is below the surrogate's minimum on training and test rows (equal), seconds a run");
        List<Run> gradient = [], minimum = [], scratch = [], refined = [], further = [];
        for (var seed = 1; seed <= seeds; seed++)
        {
            using var rows = new CostRows(seed, features);
            var settings = new TrainingOptions { Seed = seed, Device = Device.Cpu };
            using var first = Fit(gradient, rows, cost, surrogate, settings);
            using var lowest = Fit(minimum, rows, cost, surrogate, settings with { Trainer = Trainer.Hybrid() });
            TrainedNetwork Anneal(List<Run> runs, TrainedNetwork? from) =>
                Fit(runs, rows, cost, cost, settings with { Trainer = Trainer.Annealing(), InitialWeights = from is null ? null : InitialWeights.From(from) });
            Anneal(scratch, null).Dispose();
            Anneal(refined, first).Dispose();
            Anneal(further, lowest).Dispose();
        }
        Line($"{name}, by gradients", gradient, minimum);
        Line($"{name}, its minimum by the hybrid", minimum, minimum);
        Line("annealing from scratch", scratch, minimum);
        Line("annealing from the gradients' weights", refined, minimum);
        Line("annealing from the minimum's weights", further, minimum);
    }

    private static TrainedNetwork Fit(List<Run> runs, CostRows rows, Loss cost, Loss loss, TrainingOptions options)
    {
        var clock = Stopwatch.StartNew();
        var trained = options.Trainer.Train(new TrainingJob(Network.Linear(), rows.Train, null, loss, 1, options));
        runs.Add(new Run(Of(trained, cost, rows.Train), Of(trained, cost, rows.Test), clock.Elapsed.TotalSeconds));
        return trained;
    }

    private static double Of(TrainedNetwork network, Loss cost, TensorDataset rows)
    {
        using var scope = NewDisposeScope();
        return cost.Compute(network.Predict(rows.Features), rows.Labels, null).item<float>();
    }

    private static void Line(string title, List<Run> runs, List<Run> others)
    {
        var test = runs.Select(r => r.Test).ToArray();
        var error = Math.Sqrt(test.Sum(t => (t - test.Average()) * (t - test.Average())) / Math.Max(1, test.Length - 1) / test.Length);
        string Below(Func<Run, double> figure) => $"{runs.Zip(others).Count(p => figure(p.First) < figure(p.Second))} ({runs.Zip(others).Count(p => figure(p.First) == figure(p.Second))})";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {title,-52} {runs.Average(r => r.Train):F4}   {test.Average():F4} ({error:F4})   {Below(r => r.Train),8} {Below(r => r.Test),8}   {runs.Average(r => r.Seconds):F2} s"));
    }

    private sealed record Run(double Train, double Test, double Seconds);
}
