using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MLNetGradExt.Benchmarks.Running;
using TorchSharp;

namespace MLNetGradExt.Benchmarks;

/// <summary>Scoring without torch against torch in the same process, one row at a time and in batches.</summary>
internal sealed class PortableBenchmark : IBenchmark
{
    private const int Features = 30;

    public string Name => "portable";

    public string Summary => "microseconds a row: portable scoring against torch, single rows and batches of 1024, and the largest difference";

    public int Run(BenchmarkOptions options)
    {
        torch.set_num_threads(options.Threads);
        (string Name, Network Recipe)[] networks =
        [
            ("linear", Network.Linear()),
            ("MLP 64-64", Network.Mlp(64, 64)),
            ("MLP 64-64, batch norm, GELU", Network.Mlp(64, 64).WithNormalization(Normalization.Batch).WithActivation(Activation.Gelu)),
            ("residual MLP 128 x 4", Network.ResidualMlp(128, 4)),
            ("MLP 512-512", Network.Mlp(512, 512)),
        ];
        foreach (var (name, recipe) in networks)
        {
            using var generator = new torch.Generator(1, torch.CPU);
            using var network = new TrainedNetwork(recipe, [Features], 1, recipe.Build(new NetworkContext([Features], 1, generator, torch.CPU)), torch.CPU);
            var portable = PortableNetwork.Of(network);
            foreach (var (rows, calls) in new[] { (1, options.Number("calls", 2000)), (1024, Math.Max(1, options.Number("calls", 2000) / 100)) })
            {
                var x = new float[rows * Features];
                var random = new Random(1);
                for (var i = 0; i < x.Length; i++) x[i] = random.NextSingle() * 2 - 1;
                float[] ours = new float[rows], theirs = new float[rows];
                var times = Pairs.Measure(options.Pairs,
                    () => Time(calls, () => portable.Predict(x, ours)),
                    () => Time(calls, () => Torch(network, x, rows, theirs)));
                var difference = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name,-28} {rows,5} row(s)  portable {times.Ours / calls / rows * 1e6,8:F2} us  torch {times.Theirs / calls / rows * 1e6,8:F2} us a row  ratio {times.Ratio:F3}  difference {difference:E1}"));
            }
        }
        return 0;
    }

    private static double Time(int calls, Action call)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < calls; i++) call();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Torch(TrainedNetwork network, float[] x, int rows, float[] outputs)
    {
        using var scope = torch.NewDisposeScope();
        var output = network.Predict(torch.tensor(x).view(rows, Features));
        MemoryMarshal.Cast<byte, float>(output.bytes).CopyTo(outputs);
    }
}
