using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MLNetGradExt.Benchmarks.Running;
using TorchSharp;

namespace MLNetGradExt.Benchmarks;

/// <summary>Scoring without torch against torch in the same process, one row at a time and in batches.</summary>
internal sealed class PortableBenchmark : IBenchmark
{
    public string Name => "portable";

    public string Summary => "microseconds a row: portable scoring against torch, single rows and batches of 1,024 (64 images), and the largest difference";

    public int Run(BenchmarkOptions options)
    {
        torch.set_num_threads(options.Threads);
        ValueList<long> vector = [30], image = [1, 28, 28], color = [3, 32, 32];
        (string Name, Network Recipe, ValueList<long> Input)[] networks =
        [
            ("linear", Network.Linear(), vector),
            ("MLP 64-64", Network.Mlp(64, 64), vector),
            ("MLP 64-64, batch norm, GELU", Network.Mlp(64, 64).WithNormalization(Normalization.Batch).WithActivation(Activation.Gelu), vector),
            ("residual MLP 128 x 4", Network.ResidualMlp(128, 4), vector),
            ("MLP 512-512", Network.Mlp(512, 512), vector),
            ("convolutions 8-16, 28 x 28", Network.Sequential([.. Block(8), .. Block(16)]), image),
            ("convolutions 32-64, 32 x 32", Network.Sequential([.. Block(32), .. Block(64), Layer.GlobalAveragePool()]), color),
        ];
        foreach (var (name, recipe, input) in networks)
        {
            using var generator = new torch.Generator(1, torch.CPU);
            using var network = new TrainedNetwork(recipe, input, 1, recipe.Build(new NetworkContext(input, 1, generator, torch.CPU)), torch.CPU);
            var portable = PortableNetwork.Of(network);
            var isImage = input.Count > 1;
            var most = options.Number("calls", 2000) / (isImage ? 10 : 1);
            foreach (var (rows, calls) in new[] { (1, most), (isImage ? 64 : 1024, Math.Max(1, most / 100)) })
            {
                var x = new float[rows * portable.InputSize];
                var random = new Random(1);
                for (var i = 0; i < x.Length; i++) x[i] = random.NextSingle() * 2 - 1;
                float[] ours = new float[rows], theirs = new float[rows];
                var times = Pairs.Measure(options.Pairs,
                    () => Time(calls, () => portable.Predict(x, ours)),
                    () => Time(calls, () => Torch(network, x, [rows, .. input], theirs)));
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

    private static Layer[] Block(int channels) => [Layer.Conv2d(channels, 3, 1, 1), Layer.BatchNorm(), Layer.Activation(Activation.Relu), Layer.MaxPool2d(2)];

    private static void Torch(TrainedNetwork network, float[] x, long[] shape, float[] outputs)
    {
        using var scope = torch.NewDisposeScope();
        var output = network.Predict(torch.tensor(x).view(shape));
        MemoryMarshal.Cast<byte, float>(output.bytes).CopyTo(outputs);
    }
}
