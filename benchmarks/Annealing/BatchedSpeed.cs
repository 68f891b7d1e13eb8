using System.Globalization;
using MLNetGradExt.Annealing;
using MLNetGradExt.Benchmarks.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Annealing;

/// <summary>Candidate evaluations a second: many in one call against a loop that copies one vector after another into a module. <c>--threads</c> of either side are all cores unless given.</summary>
internal static class BatchedSpeed
{
    private const double RoundSeconds = 0.2;

    public static void Print(BenchmarkOptions options, SineRows rows)
    {
        set_num_threads(options.Threads);
        var count = options.Number("candidates", 256);
        var network = Network.Mlp(16, 16).WithActivation(Activation.Tanh);
        Console.WriteLine($"candidate evaluations of the 1-16-16-1 network, {count} candidates, {get_num_threads()} threads, {options.Pairs} pairs: one call against a loop over a module");
        foreach (var size in new[] { 32, 128, 800 })
        {
            using var scope = NewDisposeScope();
            var (x, y) = (rows.X.narrow(0, 0, size), rows.Y.narrow(0, 0, size));
            using var objective = Annealer.Objective(network, Loss.MeanSquaredError, x, y, device: Device.Cpu);
            using var generator = new Generator(1, CPU);
            using var module = network.Build(new NetworkContext([1], 1, generator, CPU));
            var population = objective.Draw(count, generator);
            // Also the warm-up: the runtime compiles again what was called often.
            for (var i = 0; i < 3; i++) Agree(objective, module, population, x, y);
            var times = Pairs.Measure(options.Pairs,
                PerRound(() => objective.Evaluate(population).Dispose()),
                PerRound(() => { for (var k = 0; k < count; k++) One(module, population[k], x, y); }));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {size,4} rows {count / times.Ours,10:N0} a second in one call, {count / times.Theirs,7:N0} one at a time: {1 / times.Ratio,5:F1} times (quartiles {1 / times.RatioAt(0.75):F1} to {1 / times.RatioAt(0.25):F1})"));
        }
    }

    // Either side goes on for a while: for some milliseconds after its work libtorch's own threads still turn in a circle on the other's cores.
    private static Func<double> PerRound(Action round)
    {
        var rounds = (int)Math.Ceiling(RoundSeconds / Clock.Wall.Time(round));
        return () => Clock.Wall.Time(() => { for (var i = 0; i < rounds; i++) round(); }) / rounds;
    }

    private static float One(nn.Module<Tensor, Tensor> module, Tensor vector, Tensor x, Tensor y)
    {
        using var own = NewDisposeScope();
        using var _ = no_grad();
        long at = 0;
        foreach (var parameter in module.parameters())
        {
            parameter.copy_(vector.narrow(0, at, parameter.numel()).view(parameter.shape));
            at += parameter.numel();
        }
        return Loss.MeanSquaredError.Compute(module.call(x), y, null).item<float>();
    }

    private static void Agree(IAnnealingObjective objective, nn.Module<Tensor, Tensor> module, Tensor population, Tensor x, Tensor y)
    {
        var losses = objective.Evaluate(population).data<float>().ToArray();
        for (var k = 0; k < losses.Length; k++)
            if (One(module, population[k], x, y) is var loss && !(Math.Abs(loss - losses[k]) <= 1e-5 * loss)) throw new InvalidOperationException($"Candidate {k} has the loss {losses[k]} in one call and {loss} by itself.");
    }
}
