using Microsoft.ML;
using MLNetGradExt.Benchmarks.Running;
using TorchSharp;

namespace MLNetGradExt.Benchmarks;

/// <summary>Training through an ML.NET pipeline, rows read from the data view each time, against a plain PyTorch loop.</summary>
internal sealed class TrainingBenchmark : IBenchmark
{
    public string Name => "training";

    public string Summary => "an epoch of an MLP (64, 64) on 32,561 x 100, data view included, against a plain PyTorch loop";

    public bool RunsByDefault => true;

    public int Run(BenchmarkOptions options)
    {
        torch.set_num_threads(options.Threads);
        var ml = new MLContext(1);
        using var data = new AdultSized(ml);
        foreach (var batch in new[] { 256, 32 })
            foreach (var epochs in new[] { 1, options.Number("epochs", 5) }.Distinct())
            {
                using var python = new PythonPeer("training.py", options, [.. data.ForPython, $"{batch}", $"{epochs}"]);
                if (batch == 256 && epochs == 1) Console.WriteLine($"theirs {python.About["ready: ".Length..]}; ours {torch.get_num_threads()} threads");
                var times = Pairs.Measure(options.Pairs, () => Fit(options.Clock, ml, data.View, batch, epochs), python.Run);
                Console.WriteLine(times.Describe($"batch {batch}, {epochs} {(epochs == 1 ? "epoch" : "epochs")}"));
            }
        return 0;
    }

    private static double Fit(Clock clock, MLContext ml, IDataView rows, int batch, int epochs)
    {
        var options = new TrainingOptions { Optimizer = Optimizer.AdamW(1e-3, weightDecay: 0.01), Epochs = epochs, BatchSize = batch, Seed = 1, Device = Device.Cpu };
        var trainer = ml.GradExt().BinaryClassification(Network.Mlp(64, 64), options: options);
        return clock.Time(() => trainer.Fit(rows).Model.Dispose());
    }
}
