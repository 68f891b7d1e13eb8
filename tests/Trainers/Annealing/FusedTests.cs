using MLNetGradExt.Annealing;
using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Annealing;

/// <summary>What the processor's vector registers make of many candidates is what a module makes of each.</summary>
public class FusedTests
{
    private static readonly Loss Output = Loss.FromFunction("output", (output, _) => output.squeeze(1));

    public static TheoryData<Activation> Activations => [.. Enum.GetValues<Activation>()];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Losses_of_random_networks_over_random_rows_are_those_of_the_module(int seed)
    {
        using var scope = NewDisposeScope();
        var random = new Random(seed);
        using var generator = new Generator((ulong)seed, CPU);
        var (rows, features) = (random.Next(1, 400), random.Next(1, 9));
        var x = zeros(rows, features).normal_(0, 1, generator);
        var real = zeros(rows).normal_(0, 1, generator);
        var sides = zeros(rows).uniform_(0, 1, generator).round();
        var classes = zeros(rows).uniform_(0, 3, generator).floor().to_type(ScalarType.Int64);
        (Loss Loss, Tensor Labels, int Outputs)[] cases =
        [
            (Loss.MeanSquaredError, real, 1), (Loss.MeanAbsoluteError, real, 1), (Loss.Huber(0.7), real, 1),
            (Loss.BinaryCrossEntropy(), sides, 1), (Loss.BinaryCrossEntropy(3), sides, 1), (Loss.ZeroOne, sides, 1), (Loss.FromMetric(Metric.Accuracy), sides, 1),
            (Loss.CrossEntropy(), classes, 3), (Loss.CrossEntropy(0.1, [1, 2, 0.5]), classes, 3), (Loss.ZeroOne, classes, 3), (Loss.FromMetric(Metric.Accuracy), classes, 3),
        ];
        foreach (var (loss, labels, outputs) in cases)
        {
            var network = Draw(random, features);
            var weights = random.Next(2) == 0 ? null : zeros(rows).uniform_(0.1, 2, generator);
            using var objective = Annealer.Objective(network, loss, x, labels, outputs, weights, MLNetGradExt.Device.Cpu);
            using var module = network.Build(new NetworkContext([features], outputs, generator, CPU));
            module.eval();
            var population = objective.Draw(3, generator).mul_(1.5);
            var losses = objective.Evaluate(population).Values();
            using var _ = no_grad();
            for (var k = 0; k < losses.Length; k++)
            {
                Write(module, population[k]);
                var expected = loss.Compute(module.call(x), labels, weights).item<float>();
                Assert.True(Math.Abs(expected - losses[k]) <= 1e-5 * Math.Max(Math.Abs(expected), 0.01), $"{network}, {loss}, {rows} rows: {losses[k]} instead of {expected}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_is_libtorchs_from_small_to_large(Activation activation)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var network = Network.Sequential(Layer.Activation(activation));
        using var module = network.Build(new NetworkContext([1], 1, generator, CPU));
        var same = tensor(new[] { 1f, 0f }).unsqueeze(0);   // the head's weight and bias
        Write(module, same[0]);
        foreach (var value in new[] { 0, 1e-6f, 1e-3f, 0.1f, 0.5f, 1, 3, 8, 20, 60, 85, float.PositiveInfinity }.SelectMany(v => new[] { v, -v }))
        {
            var x = full([1, 1], value);
            using var objective = Annealer.Objective(network, Output, x, zeros(1), device: MLNetGradExt.Device.Cpu);
            var (found, expected) = (objective.Evaluate(same).item<float>(), module.call(x).item<float>());
            // x·Φ(x) and its like have a limit where libtorch multiplies infinity by nothing.
            if (!float.IsNaN(expected) && !float.IsInfinity(expected)) Assert.True(Math.Abs(found - expected) <= 3e-7 + 2e-6 * Math.Abs(expected), $"{activation}({value}) is {found} instead of {expected}");
        }
        using var broken = Annealer.Objective(network, Output, full([1, 1], float.NaN), zeros(1), device: MLNetGradExt.Device.Cpu);
        Assert.True(float.IsNaN(broken.Evaluate(same).item<float>()));
    }

    [Fact]
    public void A_parameter_that_is_not_finite_spoils_its_own_candidate_only()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2, CPU);
        var (x, y) = (zeros(37, 2).normal_(0, 1, generator), zeros(37));
        var network = Network.Mlp(5, 5).WithActivation(Activation.Tanh);
        using var objective = Annealer.Objective(network, Loss.MeanSquaredError, x, y, device: MLNetGradExt.Device.Cpu);
        using var wrong = Annealer.Objective(network, Loss.ZeroOne, x, y, device: MLNetGradExt.Device.Cpu);
        for (long at = 0; at < objective.Dimension; at++)
        {
            var population = objective.Draw(3, generator);
            var before = objective.Evaluate(population).Values();
            population[1][at] = float.NaN;
            var losses = objective.Evaluate(population).Values();
            Assert.Equal([before[0], float.NaN, before[2]], losses);
            Assert.Equal(1, wrong.Evaluate(population)[1].item<float>());
        }
        // Huge weights saturate.
        Assert.True(float.IsFinite(objective.Evaluate(full([1, objective.Dimension], 1e15f)).item<float>()));
    }

    [Fact]
    public void A_candidates_loss_does_not_depend_on_its_company()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2, CPU);
        var x = zeros(700, 1).normal_(0, 1, generator);
        using var objective = Annealer.Objective(Network.Mlp(16, 16).WithActivation(Activation.Tanh), Loss.MeanSquaredError, x, x.squeeze(1).sin(), device: MLNetGradExt.Device.Cpu);
        var population = objective.Draw(60, generator);
        // Sixty are shared out over threads, one is not; a column of the transposed is not contiguous.
        var together = objective.Evaluate(population).Values();
        Assert.Equal(together, Enumerable.Range(0, 60).Select(k => objective.Evaluate(population.narrow(0, k, 1)).item<float>()));
        Assert.Equal(together, objective.Evaluate(population.t().contiguous().t()).Values());
        Assert.Contains("shape", Assert.Throws<ArgumentException>(() => objective.Evaluate(population.narrow(1, 0, 5))).Message);
    }

    [Fact]
    public void Streamed_rows_anneal_like_rows_in_memory()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2, CPU);
        var x = zeros(90, 2).normal_(0, 1, generator);
        using var data = new TensorDataset(x, x.sum(1L).gt(0).to_type(ScalarType.Float32));
        float[] Run(IBatchSource rows, Loss loss)
        {
            var options = new TrainingOptions { Seed = 3, Device = MLNetGradExt.Device.Cpu, Epochs = 1, Trainer = Trainer.Annealing(options: new() { Evaluations = 300 }) };
            using var trained = options.Trainer.Train(new TrainingJob(Network.Mlp(4), rows, null, loss, 1, options));
            return trained.State()["0.weight"].Values();
        }
        foreach (var loss in new[] { Loss.BinaryCrossEntropy(), Output }) Assert.Equal(Run(data, loss), Run(new Stream(data), loss));
    }

    private static Network Draw(Random random, int features)
    {
        Layer Any() => random.Next(7) switch
        {
            0 => Layer.Dropout(0.3),
            1 => Layer.LayerNorm(),
            2 => Layer.BatchNorm(),
            3 => Layer.Residual(Layer.Linear(8), Act()),
            4 => Layer.Residual([Layer.Linear(6), Act(), Layer.Linear(8)], [Act(), Layer.Linear(8, bias: false)]),
            5 => Layer.Linear(8, bias: random.Next(2) == 0),
            _ => Act(),
        };
        Layer Act() => Layer.Activation((Activation)random.Next(Enum.GetValues<Activation>().Length));
        var first = random.Next(3) == 0 ? new[] { Act(), Layer.Residual(Layer.Dropout(0.1)) } : [];
        return Network.Sequential([.. first, Layer.Linear(8), .. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Any())]);
    }

    private static void Write(nn.Module<Tensor, Tensor> module, Tensor vector)
    {
        using var _ = no_grad();
        long at = 0;
        foreach (var parameter in module.parameters())
        {
            parameter.copy_(vector.narrow(0, at, parameter.numel()).view(parameter.shape));
            at += parameter.numel();
        }
    }

    /// <summary>Rows that nobody may keep.</summary>
    private sealed class Stream(TensorDataset rows) : IBatchSource
    {
        public long? RowCount => null;

        public ValueList<long> FeatureShape => rows.FeatureShape;

        public IEnumerable<Batch> Batches(int batchSize, BatchOrder order, TorchSharp.torch.Device device) => rows.Batches(batchSize, order, device);

        public void Dispose() { }
    }
}
