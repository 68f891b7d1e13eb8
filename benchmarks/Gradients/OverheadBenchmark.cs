using System.Diagnostics;
using System.Globalization;
using MLNetGradExt.Benchmarks.Running;
using MLNetGradExt.Gradients;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>The time that gradient repair and a monitor add to a training step, as the ratio of steps with and without them in turn.</summary>
internal sealed class OverheadBenchmark : IBenchmark
{
    public string Name => "overhead";

    public string Summary => "a training step with gradient repair and monitoring against the same step without";

    public bool RunsByDefault => true;

    public int Run(BenchmarkOptions options)
    {
        set_num_threads(options.Threads);
        Measure("MLP 20-64-64-1, batch 32", Network.Mlp(64, 64), [20], 32, 50, options.Number("pairs", 101));
        Measure("MLP 20-64-64-1, batch 256", Network.Mlp(64, 64), [20], 256, 50, options.Number("pairs", 101));
        var convolutions = Network.Sequential([.. Convolutions()]);
        var pairs = options.Number("conv-pairs", 11);
        Measure("ResNet-18-sized, 3x32x32, batch 8", convolutions, [3, 32, 32], 8, 1, pairs);
        Measure("ResNet-18-sized, 3x32x32, batch 32", convolutions, [3, 32, 32], 32, 1, pairs);
        return 0;
    }

    /// <summary>ResNet-18's CIFAR form: 3x3 convolutions of 64, 128, 256 and 512 channels in residual pairs, 11.2 million parameters.</summary>
    private static IEnumerable<Layer> Convolutions()
    {
        yield return Layer.Conv2d(64, 3, padding: 1);
        var channels = 64;
        foreach (var width in new[] { 64, 128, 256, 512 })
        {
            if (width != channels) yield return Layer.Conv2d(channels = width, 3, stride: 2, padding: 1);
            for (var i = 0; i < 2; i++)
                yield return Layer.Residual(Layer.BatchNorm(), Layer.Activation(Activation.Relu), Layer.Conv2d(width, 3, padding: 1), Layer.BatchNorm(), Layer.Activation(Activation.Relu), Layer.Conv2d(width, 3, padding: 1));
        }

        yield return Layer.GlobalAveragePool();
    }

    private const int Batches = 64;

    /// <summary>Inputs of a standard normal distribution and a label that depends on them with noise on top, so that the loss does not go to zero.</summary>
    private static (Tensor X, Tensor Y) Batch(ValueList<long> shape, int rows, Generator generator)
    {
        var x = zeros([rows, .. shape]).normal_(0, 1, generator);
        var y = x.view(rows, -1).narrow(1, 0, 5).sum(1L).sin() + zeros(rows).normal_(0, 0.3, generator);
        return (x, y);
    }

    private static void Measure(string what, Network network, ValueList<long> shape, int batch, int steps, int pairs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        using var module = network.Build(new NetworkContext(shape, 1, generator, CPU));
        module.train();
        using var buffer = ParameterBuffer.Bind(module.named_parameters());
        using var optimizer = Optimizer.Adam(1e-4).Bind(buffer);
        using var pipeline = GradientPipeline.Bind([Gradient.Repair(), Gradient.Monitor()], buffer);
        var batches = Enumerable.Range(0, Batches).Select(_ => Batch(shape, batch, generator)).ToArray();
        long count = 0, taken = 0;

        double Steps(bool repaired)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < steps; i++)
            {
                using var step = NewDisposeScope();
                var (x, y) = batches[taken++ % Batches];
                buffer.ZeroGradients();
                Loss.MeanSquaredError.Compute(module.call(x), y, null).backward();
                if (!repaired || pipeline.Apply(count++).Proceeds) optimizer.Step();
            }

            return watch.Elapsed.TotalSeconds;
        }

        var times = Pairs.Measure(pairs, () => Steps(true), () => Steps(false));
        var alone = Stopwatch.StartNew();
        for (var i = 0; i < Math.Max(3, 20 * steps); i++) pipeline.Apply(count++);
        var microseconds = alone.Elapsed.TotalMicroseconds / Math.Max(3, 20 * steps);
        Console.WriteLine(times.Describe(what, "without"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{"",-34} repair and monitor alone {microseconds:F1} us, {100 * microseconds / (times.Theirs / steps * 1e6):F1} % of a step without; {pipeline.Events.Count} events"));
    }
}
