using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Checkpoints;

/// <summary>A resumed run ends exactly as the uninterrupted one.</summary>
public sealed class ContinuationTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mlnetgradext-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static TrainingOptions Options(string optimizer) => new()
    {
        Epochs = 6, BatchSize = 16, Seed = 3, ValidationFraction = 0.2, Device = MLNetGradExt.Device.Cpu,
        Optimizer = optimizer switch
        {
            "adamw" => Optimizer.AdamW(Schedule.OneCycle(0.01, 24)),
            "momentum" => Optimizer.Momentum(0.05),
            _ => null,
        },
        Gradients = [Gradient.Repair(), Gradient.Noise(0.01), Gradient.Accumulate(2), Gradient.ClipByGlobalNorm(1), Gradient.Monitor("norms")],
        Callbacks = [Callback.EarlyStopping(patience: 2, minDelta: 1e-4), Callback.ReduceOnPlateau(patience: 0)],
    };

    [Theory]
    [InlineData("adamw", 2)]
    [InlineData("momentum", 5)]
    [InlineData("default", 3)]
    public void A_run_resumed_between_epochs_ends_bit_for_bit_as_the_uninterrupted_one(string optimizer, int killedAfter)
    {
        using var data = RunData();
        var expected = Outcome(data, Options(optimizer));
        var callbacks = Options(optimizer).Callbacks;
        Assert.Throws<Killed>(() => Outcome(data, Options(optimizer) with { Callbacks = [Callback.Checkpoint(_folder), .. callbacks, Killer(epoch: killedAfter)] }));
        var resumed = Outcome(data, Options(optimizer) with { Callbacks = [.. callbacks, Callback.Checkpoint(_folder)], ResumeFrom = _folder });
        Assert.Equal(expected, resumed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_run_resumed_within_an_epoch_ends_bit_for_bit_as_the_uninterrupted_one(int killedAtStep)
    {
        using var data = RunData();
        var expected = Outcome(data, Options("adamw"));
        Callback every = Callback.Checkpoint(_folder, every: TimeSpan.Zero, keep: 2);
        var callbacks = Options("adamw").Callbacks;
        Assert.Throws<Killed>(() => Outcome(data, Options("adamw") with { Callbacks = [every, .. callbacks, Killer(step: killedAtStep)] }));
        Assert.InRange(Directory.GetFiles(_folder).Length, 1, 2);
        // Another seed in a new process must not matter where none was asked for.
        var resumed = Outcome(data, Options("adamw") with { Callbacks = [every, .. callbacks], ResumeFrom = _folder, Seed = null });
        Assert.Equal(expected, resumed);
        Assert.InRange(Directory.GetFiles(_folder).Length, 1, 2);
    }

    [Fact]
    public void A_finished_run_resumes_to_the_same_end_and_can_go_on_longer()
    {
        using var data = RunData();
        var options = Options("momentum") with { Callbacks = [Callback.KeepBest(), Callback.Checkpoint(_folder, keep: 100)] };
        var expected = Outcome(data, options);
        Assert.Equal(expected, Outcome(data, options with { ResumeFrom = _folder }));
        Assert.Equal(6, CheckpointFolder.Files(_folder).Count);
        using var longer = Train(data, options with { ResumeFrom = _folder, Epochs = 8 });
        Assert.Equal(8, longer.History.Epochs.Count);
    }

    [Fact]
    public void A_damaged_checkpoint_of_a_folder_is_passed_over_and_a_named_one_refused()
    {
        using var data = RunData();
        var options = Options("adamw") with { Callbacks = [Callback.Checkpoint(_folder)] };
        var expected = Outcome(data, options);
        var newest = CheckpointFolder.Files(_folder)[0].FullName;
        using (var file = File.OpenWrite(newest))
        {
            file.Position = file.Length - 5;
            file.WriteByte(123);
        }
        Assert.Equal(expected, Outcome(data, options with { ResumeFrom = _folder }));
        File.WriteAllText(newest, "no checkpoint");
        Assert.Throws<InvalidDataException>(() => Outcome(data, options with { ResumeFrom = newest }));
        Assert.Throws<FileNotFoundException>(() => Outcome(data, options with { ResumeFrom = newest + "x.safetensors" }));
        Assert.Equal(expected, Outcome(data, options with { ResumeFrom = Path.Combine(_folder, "not there yet") }));
    }

    [Fact]
    public void A_requested_stop_keeps_the_best_so_far()
    {
        using var data = RunData();
        using var stop = new CancellationTokenSource();
        var options = Options("adamw") with { Epochs = 1000, Gradients = [], Callbacks = [Callback.KeepBest(), Callback.StopOn(stop.Token), Callback.Progress(e => { if (e.Epoch == 3) stop.Cancel(); })] };
        using var trained = Train(data, options);
        Assert.Equal(StopReason.Requested, trained.History.StopReason);
        Assert.Equal(3, trained.History.Epochs.Count(e => e.Epoch <= 3));
        Assert.NotNull(trained.History.RestoredEpoch);
    }

    private static Callback Killer(int epoch = -1, int step = -1) => Callback.From(() => new Kill(epoch, step));

    private static TensorDataset RunData()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(8, CPU);
        var x = zeros(83, 5).normal_(0, 1, generator);
        return new TensorDataset(x, x.select(1, 0) + zeros(83).normal_(0, 1, generator));
    }

    private static TrainedNetwork Train(TensorDataset data, TrainingOptions options) => Trainer.Gradient.Train(
        new TrainingJob(Network.Mlp(8, 8).WithDropout(0.2).WithNormalization(Normalization.Batch), data, null, Loss.MeanSquaredError, 1, options));

    /// <summary>Weights, figures, events and the reason of the end: everything but the time it took.</summary>
    private static string Outcome(TensorDataset data, TrainingOptions options)
    {
        using var trained = Train(data, options);
        using var weights = new MemoryStream();
        Safetensors.Write(weights, trained.State());
        var history = trained.History;
        return string.Join('\n',
            [Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(weights.ToArray())), $"{history.StopReason} {history.StopMessage} {history.RestoredEpoch}",
            .. history.Epochs.Select(e => $"{e.Epoch} {e.Steps} {e.LearningRate:R} {string.Join(' ', e.Values.Select(v => $"{v.Key} {v.Value:R}"))}"),
            .. history.Events.Select(e => e.ToString())]);
    }

    /// <summary>Ends a run as a crash would: after an epoch or a step, before anything more is written.</summary>
    private sealed class Kill(int epoch, int step) : TrainingCallback
    {
        public override void OnEpochBegin(TrainingRun run) => Check(run.Epoch == epoch + 1);

        public override void OnBatchEnd(TrainingRun run) => Check(run.Step == step + 1);

        private static void Check(bool now)
        {
            if (now) throw new Killed();
        }
    }

    private sealed class Killed : Exception;
}
