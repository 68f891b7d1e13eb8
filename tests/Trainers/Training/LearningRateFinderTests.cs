using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

public class LearningRateFinderTests
{
    private static readonly TrainingOptions Options = new() { BatchSize = 32, Seed = 3, Device = MLNetGradExt.Device.Cpu };

    [Theory]
    [InlineData(false, 3e-3, 1.0)]
    [InlineData(true, 3e-4, 0.1)]
    public void The_suggestion_trains_well(bool adam, double low, double high)
    {
        using var data = Waves(512);
        var options = Options with { Optimizer = adam ? Optimizer.Adam() : Optimizer.Momentum(1.0) };
        var curve = new LearningRateFinder().Run(Job(data, options));
        Assert.InRange(curve.Suggestion, low, high);
        Assert.True(curve.Suggestion < curve.Limit);
        Assert.Contains("<svg", curve.ToSvg());

        Optimizer At(double rate) => adam ? Optimizer.Adam(rate) : Optimizer.Momentum(rate);
        var good = Trained(data, At(curve.Suggestion));
        var grid = new[] { 1e-4, 1e-3, 1e-2, 1e-1 }.Min(rate => Trained(data, At(rate)) is var loss && double.IsFinite(loss) ? loss : double.PositiveInfinity);
        Assert.True(good < 2 * grid + 0.05, $"{curve.Suggestion} (limit {curve.Limit}) ends at {good}, the best of a grid at {grid}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_curve()
    {
        using var data = Waves(256);
        var finder = new LearningRateFinder(Steps: 40);
        Assert.Equal(finder.Run(Job(data, Options)), finder.Run(Job(data, Options)));
    }

    [Fact]
    public void A_range_that_is_none_is_refused()
    {
        using var data = Waves(64);
        Assert.Throws<ArgumentException>(() => new LearningRateFinder(1, 0.1).Run(Job(data, Options)));
    }

    private static TrainingJob Job(TensorDataset data, TrainingOptions options) => new(Network.Mlp(32, 32), data, null, Loss.MeanSquaredError, 1, options);

    private static double Trained(TensorDataset data, Optimizer optimizer)
    {
        using var trained = Trainer.Gradient.Train(Job(data, Options with { Optimizer = optimizer, Epochs = 10 }));
        return trained.History.Epochs[^1].Loss;
    }

    private static TensorDataset Waves(int rows)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var x = zeros(rows, 4).normal_(0, 1, generator);
        var y = (x.narrow(1, 0, 1) * 2).sin() + x.narrow(1, 1, 1) * x.narrow(1, 2, 1);
        return new TensorDataset(x, y.view(-1));
    }
}
