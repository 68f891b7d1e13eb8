using MLNetGradExt.Data;
using MLNetGradExt.Trainers.Tests.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Callbacks;

/// <summary>The ways in which a run ends, two batches an epoch, and the events of each, as docs/training.md has them.</summary>
public class EndTests
{
    private const string FirstEpoch = "begin epoch1 batch1 batch2 end1 ";

    [Fact]
    public void All_epochs_done() => Ends(FirstEpoch + "epoch2 batch3 batch4 end2 end Completed disposed", StopReason.Completed);

    [Fact]
    public void A_stop_within_an_epoch_ends_that_epoch() =>
        Ends(FirstEpoch + "epoch2 batch3 end2 end Requested disposed", StopReason.Requested, run => { if (run.Step == 3) run.RequestStop(); });

    [Fact]
    public void A_time_limit_is_a_stop() => Ends("begin epoch1 batch1 end1 end TimeLimit disposed", StopReason.TimeLimit, null, Callback.TimeLimit(TimeSpan.Zero));

    [Fact]
    public void Early_stopping_ends_behind_an_epoch() =>
        Ends(FirstEpoch + "epoch2 batch3 batch4 end2 end EarlyStopping disposed", StopReason.EarlyStopping, null, Callback.EarlyStopping("loss", patience: 0, minDelta: 1e9));

    [Fact]
    public void Cancellation_throws_after_the_end_of_training()
    {
        using var source = new CancellationTokenSource();
        Throws<OperationCanceledException>(FirstEpoch + "epoch2 batch3 end Cancelled disposed", run => { if (run.Step == 3) source.Cancel(); }, source.Token);
    }

    [Fact]
    public void A_loss_of_NaN_throws_after_the_end_of_training() => Throws<NonFiniteLossException>(FirstEpoch + "epoch2 batch3 end NonFiniteLoss disposed", Recorder.RuinAt(3));

    [Fact]
    public void Any_other_exception_ends_without_a_further_event() =>
        Throws<TimeoutException>(FirstEpoch + "epoch2 batch3 disposed", run => { if (run.Step == 3) throw new TimeoutException(); });

    public static TheoryData<string> Keepers => new("StopOnNaN", "EarlyStopping", "KeepBest");

    [Theory]
    [MemberData(nameof(Keepers))]
    public void A_loss_of_NaN_after_a_good_epoch_ends_with_its_weights(string keeper)
    {
        Callback callback = keeper switch { "StopOnNaN" => Callback.StopOnNaN(), "KeepBest" => Callback.KeepBest(), _ => Callback.EarlyStopping() };
        using var expected = Train([], null, callback, epochs: 1);
        var (events, log) = (new List<string>(), new List<TrainingMessage>());
        using var trained = Train(events, Recorder.RuinAt(3), callback, log: log.Add);
        Assert.Equal(FirstEpoch + "epoch2 batch3 end NonFiniteLoss disposed", string.Join(' ', events));
        Assert.Equal((StopReason.NonFiniteLoss, 1, 1), (trained.History.StopReason, trained.History.RestoredEpoch, trained.History.Epochs.Count));
        Assert.Contains("epoch 2", trained.History.StopMessage);
        Assert.Contains(log, message => message.IsWarning && message.Text.Contains("not finite", StringComparison.Ordinal));
        foreach (var (name, value) in expected.State()) Assert.True(value.Same(trained.State()[name]), name);
    }

    [Fact]
    public void Weights_that_an_epochs_last_step_ruined_are_not_kept()
    {
        using var trained = Train([], Recorder.RuinAt(4), Callback.StopOnNaN(), epochs: 5);
        Assert.Equal((2, 1), (trained.History.Epochs.Count, trained.History.RestoredEpoch));
        Assert.True(trained.State().Values.All(value => value.isfinite().all().item<bool>()));
        Assert.Throws<NonFiniteLossException>(() => Train([], Recorder.RuinAt(2), Callback.StopOnNaN()));
    }

    [Fact]
    public void A_figure_of_NaN_stops_at_once()
    {
        using var trained = Train([], Recorder.RuinAt(4), Callback.StopOnNaN(), epochs: 5, validate: true);
        Assert.Equal((StopReason.NonFiniteLoss, 2, 1), (trained.History.StopReason, trained.History.Epochs.Count, trained.History.RestoredEpoch));
        Assert.Contains("val_loss is NaN in epoch 2", trained.History.StopMessage);
        var problem = Assert.Throws<NonFiniteLossException>(() => Train([], Recorder.RuinAt(2), Callback.StopOnNaN(), validate: true));
        Assert.Contains("smaller learning rate", problem.Message);
    }

    private static void Ends(string expected, StopReason reason, Action<MLNetGradExt.Training.TrainingRun>? atBatch = null, params Callback[] callbacks)
    {
        var events = new List<string>();
        using var trained = Train(events, atBatch, callbacks.FirstOrDefault());
        Assert.Equal(expected, string.Join(' ', events));
        Assert.Equal(reason, trained.History.StopReason);
    }

    private static void Throws<TException>(string expected, Action<MLNetGradExt.Training.TrainingRun> atBatch, CancellationToken token = default) where TException : Exception
    {
        var events = new List<string>();
        Assert.Throws<TException>(() => Train(events, atBatch, token: token));
        Assert.Equal(expected, string.Join(' ', events));
    }

    private static TrainedNetwork Train(List<string> events, Action<MLNetGradExt.Training.TrainingRun>? atBatch, Callback? callback = null, int epochs = 2, bool validate = false, Action<TrainingMessage>? log = null, CancellationToken token = default)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var x = zeros(20, 3).normal_(0, 1, generator);
        using var data = new TensorDataset(x, x.select(1, 0).clone());
        using var judges = validate ? new TensorDataset(x.clone(), x.select(1, 0).clone()) : null;
        var options = new TrainingOptions { Epochs = epochs, BatchSize = 10, Seed = 1, Device = MLNetGradExt.Device.Cpu, Optimizer = Optimizer.Adam(0.01), Callbacks = [Callback.From(() => new Recorder(events, atBatch)), .. callback is null ? Array.Empty<Callback>() : [callback]] };
        return Trainer.Gradient.Train(new TrainingJob(Network.Mlp(4).WithNormalization(Normalization.Batch), data, judges, Loss.MeanSquaredError, 1, options) { Log = log }, token);
    }
}
