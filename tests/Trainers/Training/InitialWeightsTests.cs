using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

public sealed class InitialWeightsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_run_starts_from_another_networks_weights()
    {
        using var first = Train(Network.Mlp(8), 20, null, 0.05);
        using var again = Train(Network.Mlp(8), 1, InitialWeights.From(first), 1e-12);
        Assert.Equal(first.State()["0.weight"].data<float>().ToArray(), again.State()["0.weight"].data<float>().ToArray().Select(v => v), new Near());
        first.ExportWeights(_file);
        using var fromFile = Train(Network.Mlp(8), 1, InitialWeights.FromFile(_file), 1e-12);
        Assert.Equal(again.State()["0.weight"].data<float>().ToArray(), fromFile.State()["0.weight"].data<float>().ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_reported()
    {
        using var small = Train(Network.Mlp(8), 1, null, 0.01);
        using var large = Train(Network.Mlp(8, 8), 1, null, 0.01);
        small.ExportWeights(_file);
        Assert.Contains("unknown to the network", Assert.Throws<ArgumentException>(() => Train(Network.Linear(), 1, InitialWeights.FromFile(_file), 0.01)).Message);
        Assert.Contains("missing", Assert.Throws<ArgumentException>(() => large.ImportWeights(_file)).Message);
        var match = large.ImportWeights(_file, strict: false);
        Assert.Contains("0.weight", match.Loaded);
        Assert.NotEmpty(match.Missing);
        Assert.NotEmpty(match.Different);
        Assert.False(match.IsComplete);
        Assert.Equal(small.State()["0.weight"].data<float>().ToArray(), large.State()["0.weight"].data<float>().ToArray());
        Assert.True(small.ImportWeights(_file).IsComplete);
    }

    private sealed class Near : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => Math.Abs(x - y) < 1e-6;

        public int GetHashCode(float value) => 0;
    }

    private static TrainedNetwork Train(Network network, int epochs, InitialWeights? initial, double learningRate)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var x = zeros(40, 3).normal_(0, 1, generator);
        using var data = new TensorDataset(x, x.select(1, 0).clone());
        var options = new TrainingOptions { Epochs = epochs, BatchSize = 20, Seed = 1, Device = MLNetGradExt.Device.Cpu, Optimizer = Optimizer.Sgd(learningRate), InitialWeights = initial };
        return Trainer.Gradient.Train(new TrainingJob(network, data, null, Loss.MeanSquaredError, 1, options));
    }
}
