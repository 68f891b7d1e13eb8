using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Benchmarks.Running;
using TorchSharp;

namespace MLNetGradExt.Benchmarks;

/// <summary>Scoring a data view through a fitted stage, every row's probability read, against plain batched PyTorch on an array.</summary>
internal sealed class ScoringBenchmark : IBenchmark
{
    public string Name => "scoring";

    public string Summary => "probabilities of 32,561 x 100 from an MLP (64, 64), from data view to column, against plain PyTorch on an array";

    public bool RunsByDefault => true;

    public int Run(BenchmarkOptions options)
    {
        torch.set_num_threads(options.Threads);
        var ml = new MLContext(1);
        using var data = new AdultSized(ml);
        var training = new TrainingOptions { Epochs = 1, BatchSize = 256, Seed = 1, Device = Device.Cpu };
        var model = ml.GradExt().BinaryClassification(Network.Mlp(64, 64), options: training).Fit(data.View);
        foreach (var batch in new[] { 1024, 256 })
        {
            using var python = new PythonPeer("scoring.py", options, [.. data.ForPython, $"{batch}"]);
            Console.WriteLine(Pairs.Measure(options.Pairs, () => options.Clock.Time(() => Score(model, data.View)), python.Run).Describe($"all rows (theirs in batches of {batch})"));
        }
        return 0;
    }

    private static void Score(ITransformer model, IDataView rows)
    {
        var sum = 0.0;
        foreach (var probability in model.Transform(rows).GetColumn<float>("Probability")) sum += probability;
        if (!double.IsFinite(sum)) throw new InvalidOperationException("A probability is not finite.");
    }
}
