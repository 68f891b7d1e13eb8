using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Annealing;

/// <summary>Many candidates in one forward pass give what each gives by itself as a module.</summary>
public class BatchedTests
{
    private static readonly Dictionary<string, Network> All = new()
    {
        ["linear"] = Network.Linear(),
        ["tanh"] = Network.Mlp(7, 5).WithActivation(Activation.Tanh),
        ["relu, dropout"] = Network.Mlp(7).WithDropout(0.5),
        ["gelu, layer norm"] = Network.Mlp(6, 6).WithActivation(Activation.Gelu).WithNormalization(Normalization.Layer).WithResidual(),
        ["batch norm"] = Network.Mlp(6).WithActivation(Activation.Sigmoid).WithNormalization(Normalization.Batch),
        ["residual"] = Network.ResidualMlp(6, 2),
        ["softmax, activation first"] = Network.Sequential(Layer.Activation(Activation.Tanh), Layer.Linear(5, bias: false), Layer.Activation(Activation.Softmax)),
        ["shortcut"] = Network.Sequential(Layer.Residual([Layer.Linear(5), Layer.Activation(Activation.Relu)], [Layer.Linear(5)]), Layer.Flatten()),
        ["convolution: one at a time"] = Network.Sequential(Layer.Reshape(1, 2, 2), Layer.Conv2d(2, 2), Layer.Activation(Activation.Relu)),
        ["module: one at a time"] = Network.FromModule("own", context => Network.Mlp(5).Build(context)),
    };

    public static TheoryData<string> Networks => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Losses_and_gradients_are_those_of_the_module(string name)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var x = zeros(30, 4).normal_(0, 1, generator);
        var labels = arange(30, ScalarType.Int64).remainder(3);
        var weights = zeros(30).uniform_(0.1, 2, generator);
        var loss = Loss.CrossEntropy(0.1, [1, 2, 0.5]);
        using var objective = Annealer.Objective(All[name], loss, x, labels, weights: weights, device: MLNetGradExt.Device.Cpu, precise: true);
        var population = objective.Draw(6, generator);
        Assert.False(population[0].Same(population[1]));
        var losses = objective.Evaluate(population);
        var (again, gradients) = objective.Gradients(population);
        var (wide, wideWeights) = (x.to_type(ScalarType.Float64), weights.to_type(ScalarType.Float64));
        using var module = All[name].Build(new NetworkContext([4], 3, generator, CPU, ScalarType.Float64));
        module.eval();
        for (var k = 0; k < 6; k++)
        {
            long at = 0;
            foreach (var parameter in module.parameters())
            {
                using (no_grad()) parameter.copy_(population[k].narrow(0, at, parameter.numel()).view(parameter.shape));
                parameter.grad = null;
                at += parameter.numel();
            }
            Assert.Equal(objective.Dimension, at);
            var expected = loss.Compute(module.call(wide), labels, wideWeights);
            expected.backward();
            Assert.Equal(expected.item<double>(), losses[k].item<double>(), 1e-6);
            Assert.Equal(expected.item<double>(), again[k].item<double>(), 1e-6);
            var gradient = cat([.. module.parameters().Select(p => p.grad is { } g ? g.flatten() : p.zeros_like().flatten())]);
            Assert.True(gradient.sub(gradients[k]).abs().max().item<double>() < 1e-6);
        }
    }

    [Fact]
    public void Every_loss_is_batched_alike()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var x = zeros(40, 2).normal_(0, 1, generator);
        var y = x.select(1, 0).gt(0).to_type(ScalarType.Float32);
        var weights = zeros(40).uniform_(0.1, 2, generator);
        Loss[] losses =
        [
            Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber(0.5), Loss.BinaryCrossEntropy(3), Loss.ZeroOne, Loss.FromMetric(Metric.Accuracy),
            Loss.FromFunction("cost", (output, labels) => output.squeeze(1).gt(0).to_type(ScalarType.Float32).sub(labels).clamp_min(0).mul(5)), new Custom(),
        ];
        foreach (var loss in losses)
            foreach (var w in new[] { null, weights })
            {
                using var objective = Annealer.Objective(Network.Mlp(5), loss, x, y, weights: w, device: MLNetGradExt.Device.Cpu);
                var population = objective.Draw(4, generator);
                var batched = objective.Evaluate(population).Values();
                var single = Enumerable.Range(0, 4).Select(k => objective.Evaluate(population.narrow(0, k, 1)).item<float>()).ToArray();
                GoldenCore.Near(single, batched, 1e-5);
                using var found = Annealer.Minimize(Network.Mlp(5), loss, x, y, weights: w, steps: 2, method: AnnealingMethod.Evolution(), seed: 1, device: MLNetGradExt.Device.Cpu);
                Assert.Equal(loss.Compute(found.Network!.Predict(x), y, w).item<float>(), found.BestLoss, 1e-5);
            }
    }

    [Fact]
    public void Rows_that_are_streamed_give_the_same_loss()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        // More rows than one pass takes.
        var x = zeros(9000, 1).normal_(0, 1, generator);
        var y = x.squeeze(1).sin();
        using var objective = Annealer.Objective(Network.Mlp(4), Loss.MeanSquaredError, x, y, device: MLNetGradExt.Device.Cpu);
        using var found = Annealer.Minimize(Network.Mlp(4), Loss.MeanSquaredError, x, y, steps: 1, method: AnnealingMethod.Evolution(), seed: 1, device: MLNetGradExt.Device.Cpu);
        var loss = objective.Evaluate(found.BestParameters.unsqueeze(0)).item<float>();
        Assert.Equal(found.BestLoss, loss, 1e-6);
        Assert.Equal(found.Network!.Predict(x).squeeze(1).sub(y).square().mean().item<float>(), loss, 1e-5f);
    }

    /// <summary>A loss that knows nothing of rows.</summary>
    private sealed record Custom : Loss
    {
        public override Tensor Compute(Tensor output, Tensor labels, Tensor? weights) => output.squeeze(1).sub(labels).abs().max();
    }
}
