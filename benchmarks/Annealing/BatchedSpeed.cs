using System.Diagnostics;
using System.Globalization;
using MLNetGradExt.Benchmarks.Running;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Annealing;

/// <summary>Candidate evaluations a second: all in one batch against one at a time through the same network as a module.</summary>
internal static class BatchedSpeed
{
    public static void Print(BenchmarkOptions options, SineRows rows)
    {
        var count = options.Number("candidates", 256);
        var network = Network.Mlp(16, 16).WithActivation(Activation.Tanh);
        Console.WriteLine($"candidate evaluations of the 1-16-16-1 network, {count} candidates, one batch against a loop over a module");
        foreach (var size in new[] { 32, 128, 800 })
        {
            using var scope = NewDisposeScope();
            var (x, y) = (rows.X.narrow(0, 0, size), rows.Y.narrow(0, 0, size));
            using var batched = Annealer.Objective(network, Loss.MeanSquaredError, x, y, device: Device.Cpu);
            using var generator = new Generator(1, CPU);
            using var module = network.Build(new NetworkContext([1], 1, generator, CPU));
            var population = batched.Draw(count, generator);
            double Batched() => Seconds(() => batched.Evaluate(population).sum().item<float>());
            double Loop() => Seconds(() =>
            {
                using var _ = no_grad();
                for (var k = 0; k < count; k++)
                {
                    using var own = NewDisposeScope();
                    long at = 0;
                    foreach (var parameter in module.parameters())
                    {
                        parameter.copy_(population[k].narrow(0, at, parameter.numel()).view(parameter.shape));
                        at += parameter.numel();
                    }
                    Loss.MeanSquaredError.Compute(module.call(x), y, null).item<float>();
                }
            });
            var times = Pairs.Measure(options.Pairs, Batched, Loop);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {size,4} rows: {count / times.Ours,10:N0} a second in a batch, {count / times.Theirs,8:N0} one at a time: {1 / times.Ratio:F1} times (quartiles {1 / times.RatioAt(0.75):F1} to {1 / times.RatioAt(0.25):F1})"));
        }
    }

    // Processor time: on a busy machine the clock on the wall would measure the others too.
    private static double Seconds(Action work)
    {
        using var own = Process.GetCurrentProcess();
        var before = own.TotalProcessorTime;
        work();
        own.Refresh();
        return (own.TotalProcessorTime - before).TotalSeconds;
    }
}
