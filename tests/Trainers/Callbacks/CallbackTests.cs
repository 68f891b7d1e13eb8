using MLNetGradExt.Data;
using MLNetGradExt.Trainers.Tests.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Callbacks;

public class CallbackTests
{
    [Fact]
    public void Early_stopping_gives_back_the_best_epochs_weights()
    {
        using var scope = NewDisposeScope();
        using var train = Noise(40, 1);
        using var validation = Noise(40, 2);
        var options = Options(200) with { Optimizer = Optimizer.Adam(0.02), Callbacks = [Callback.EarlyStopping(patience: 4)] };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(64).WithNormalization(Normalization.Batch), train, validation, Loss.MeanSquaredError, 1, options));
        var history = trained.History;
        Assert.Equal(StopReason.EarlyStopping, history.StopReason);
        Assert.Contains("val_loss", history.StopMessage);
        var best = history.Epochs.MinBy(e => e.ValidationLoss)!;
        Assert.Equal(best.Epoch, history.RestoredEpoch);
        Assert.Equal(best.Epoch + 5, history.Epochs.Count);
        var again = Loss.MeanSquaredError.Compute(trained.Predict(validation.Features), validation.Labels, null).item<float>();
        Assert.Equal(best.ValidationLoss!.Value, again, 5);
    }

    [Fact]
    public void A_larger_accuracy_is_better()
    {
        using var data = TensorDataset.FromArrays([-2, -1, 1, 2, -2, -1, 1, 2], 1, [0f, 0, 1, 1, 0, 0, 1, 1]);
        var options = Options(30) with { Optimizer = Optimizer.Adam(0.05), ValidationFraction = 0.5, Callbacks = [Callback.EarlyStopping("val_accuracy", patience: 100)] };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.BinaryCrossEntropy(), 1, options));
        Assert.Equal(trained.History.Epochs.Max(e => e.Values["val_accuracy"]), trained.History.Epochs[trained.History.RestoredEpoch!.Value - 1].Values["val_accuracy"]);
    }

    [Fact]
    public void An_unknown_figure_suggests_the_nearest()
    {
        using var data = Noise(20, 1);
        var options = Options(2) with { ValidationFraction = 0.5, Callbacks = [Callback.EarlyStopping("val_los")] };
        var message = Assert.Throws<ArgumentException>(() => Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options))).Message;
        Assert.Contains("Did you mean val_loss?", message);
        Assert.Contains("val_mae", message);
    }

    [Fact]
    public void A_plateau_lowers_the_learning_rate()
    {
        using var data = Noise(20, 1);
        var rates = new List<double>();
        var options = Options(12) with { Optimizer = Optimizer.Sgd(1e-9), Callbacks = [Callback.ReduceOnPlateau("loss", 0.1, patience: 1, minFactor: 1e-3, minDelta: 1), Callback.Progress(e => rates.Add(e.LearningRate))] };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options));
        Assert.Equal(1e-9, rates[0]);
        Assert.Equal(1e-12, rates[^1], 1e-15);
        Assert.Equal(rates.OrderDescending(), rates);
    }

    [Fact]
    public void A_time_limit_ends_the_epoch_in_progress_properly()
    {
        using var data = Noise(2000, 1);
        var options = Options(100_000) with { Callbacks = [Callback.TimeLimit(TimeSpan.FromMilliseconds(200))] };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options));
        Assert.Equal(StopReason.TimeLimit, trained.History.StopReason);
        Assert.NotEmpty(trained.History.Epochs);
    }

    [Fact]
    public void A_hopeless_run_stops()
    {
        using var data = Noise(64, 1);
        var options = Options(500) with { Optimizer = Optimizer.Sgd(2.0), Callbacks = [Callback.StopWhenHopeless()] };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options));
        Assert.Equal(StopReason.Hopeless, trained.History.StopReason);
    }

    [Fact]
    public void A_run_that_never_gets_below_the_untrained_network_stops()
    {
        using var data = Noise(64, 1);
        var options = Options(500) with { Optimizer = Optimizer.Sgd(0.02), Gradients = [Gradient.Noise(30)], Callbacks = [Callback.StopWhenHopeless(1e9, patience: 3)] };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options));
        Assert.Equal(StopReason.Hopeless, trained.History.StopReason);
        Assert.Contains("untrained", trained.History.StopMessage);
        Assert.True(trained.History.Epochs.Count >= 3);
        using var learns = Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options with { Epochs = 20, Gradients = [] }));
        Assert.Equal(StopReason.Completed, learns.History.StopReason);
        var wrong = options with { Callbacks = [Callback.StopWhenHopeless(0.5), Callback.StopWhenHopeless(patience: 0)] };
        Assert.Contains("(2)", Assert.Throws<ArgumentException>(() => Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, wrong))).Message);
    }

    private static TrainingOptions Options(int epochs) => new() { Epochs = epochs, BatchSize = 20, Seed = 1, Device = MLNetGradExt.Device.Cpu };

    private static TensorDataset Noise(int rows, ulong seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(seed, CPU);
        var x = zeros(rows, 5).normal_(0, 1, generator);
        return new TensorDataset(x, x.select(1, 0) + zeros(rows).normal_(0, 1, generator));
    }
}
