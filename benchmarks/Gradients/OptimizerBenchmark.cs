using MLNetGradExt.Benchmarks.Running;
using MLNetGradExt.Optimizers;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>One Adam step over networks of many tensors, against PyTorch's Adam with foreach.</summary>
internal sealed class OptimizerBenchmark : IBenchmark
{
    public string Name => "optimizer";

    public string Summary => "an Adam step over 200 tensors against torch.optim.Adam(foreach=True)";

    public bool RunsByDefault => true;

    public int Run(BenchmarkOptions options)
    {
        set_num_threads(options.Threads);
        foreach (var (layers, width, steps) in new[] { (100, 16, 200), (100, 64, 100), (100, 256, 10) })
        {
            using var python = new PythonPeer("optimizer.py", options, $"{layers}", $"{width}", $"{steps}");
            using var scope = NewDisposeScope();
            var random = new Random(1);
            using var buffer = ParameterBuffer.Bind(Enumerable.Range(0, layers).SelectMany(i => new[]
            {
                ($"{i}.weight", Draw.Normal(random, 0.1, width, width)), ($"{i}.bias", Draw.Normal(random, 0.1, width)),
            }));
            buffer.Gradients.copy_(buffer.Values);
            using var optimizer = Optimizer.Adam(1e-3).Bind(buffer);
            var times = Pairs.Measure(options.Pairs, () => options.Clock.Time(() => Steps(optimizer, steps)), python.Run);
            Console.WriteLine(times.Describe($"{2 * layers} tensors, {layers * (width + 1) * width:N0} values, {steps} steps"));
        }

        return 0;
    }

    private static void Steps(OptimizerState optimizer, int steps)
    {
        for (var i = 0; i < steps; i++) optimizer.Step();
    }
}
