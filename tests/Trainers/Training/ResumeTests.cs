using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-resume").FullName;

    [Theory]
    [InlineData(3, false)]
    [InlineData(10, false)]
    [InlineData(17, true)]
    [InlineData(24, true)]
    [InlineData(33, true)]
    public void A_run_that_breaks_off_anywhere_ends_bit_for_bit_the_same(int breakAt, bool withinEpochs)
    {
        using var data = Data();
        using var whole = Train(data, []);
        Callback checkpoints = Callback.Checkpoint(_folder, every: withinEpochs ? TimeSpan.Zero : null);
        Assert.Throws<TimeoutException>(() => Train(data, [checkpoints, Callback.From(() => new Break(breakAt))]));
        Assert.Equal(withinEpochs || breakAt > 8, CheckpointFolder.Files(_folder).Count > 0);
        using var resumed = Train(data, [checkpoints], _folder);

        foreach (var (name, value) in whole.State()) Assert.True(value.Same(resumed.State()[name]), name);
        Assert.Equal(whole.History.Epochs.Select(e => (e.Epoch, e.Steps, e.Loss, e.ValidationLoss, e.LearningRate)), resumed.History.Epochs.Select(e => (e.Epoch, e.Steps, e.Loss, e.ValidationLoss, e.LearningRate)));
        Assert.Equal((whole.History.StopReason, whole.History.RestoredEpoch), (resumed.History.StopReason, resumed.History.RestoredEpoch));
        Assert.Equal(whole.History.Events.Select(e => e.Step), resumed.History.Events.Select(e => e.Step));
    }

    [Fact]
    public void A_finished_run_resumes_to_its_end()
    {
        using var data = Data();
        using var whole = Train(data, [Callback.Checkpoint(_folder)]);
        using var again = Train(data, [Callback.Checkpoint(_folder)], _folder);
        Assert.True(whole.State()["0.weight"].Same(again.State()["0.weight"]));
        Assert.Equal(whole.History.Epochs.Count, again.History.Epochs.Count);
    }

    [Fact]
    public void Without_a_seed_the_checkpoints_seed_goes_on()
    {
        using var data = Data();
        Assert.Throws<TimeoutException>(() => Train(data, [Callback.Checkpoint(_folder), Callback.From(() => new Break(20))], seed: null));
        using var a = Train(data, [], _folder, seed: null);
        using var b = Train(data, [], _folder, seed: null);
        Assert.True(a.State()["0.weight"].Same(b.State()["0.weight"]));
    }

    [Fact]
    public void Another_network_or_other_rows_are_refused()
    {
        using var data = Data();
        using var trained = Train(data, [Callback.Checkpoint(_folder)]);
        using var fewer = data.Take(arange(50));
        Assert.Contains("rows", Assert.Throws<InvalidDataException>(() => Train(fewer, [], _folder)).Message);
        var other = new TrainingJob(Network.Mlp(9), data, null, Loss.MeanSquaredError, 1, Options([], _folder, 7));
        Assert.Contains("another network", Assert.Throws<InvalidDataException>(() => Trainer.Gradient.Train(other)).Message);
        Assert.Throws<FileNotFoundException>(() => Train(data, [], Path.Combine(_folder, "none.safetensors")));
    }

    [Fact]
    public void Names_come_from_figures_and_old_files_go()
    {
        using var data = Data();
        using var trained = Train(data, [Callback.Checkpoint(_folder, "{epoch:02d}-{val_loss:.3f}", keep: 2)]);
        var names = CheckpointFolder.Files(_folder).Select(f => f.Name).Order().ToArray();
        Assert.Equal(2, names.Length);
        Assert.Matches(@"^0\d-\d\.\d{3}\.safetensors$", names[0]);
        Assert.Contains("val_lss", Assert.Throws<ArgumentException>(() => Train(data, [Callback.Checkpoint(_folder, "{val_lss}")])).Message);
    }

    [Fact]
    public void The_best_alone_can_be_kept()
    {
        using var data = Data();
        using var trained = Train(data, [Callback.Checkpoint(_folder, bestOf: "val_loss", keep: 1)]);
        using var state = CheckpointFolder.Find(_folder)!;
        var best = trained.History.Epochs.MinBy(e => e.ValidationLoss)!.Epoch;
        Assert.Equal(best, state.Scope("run").ReadInt64("epoch"));
    }

    [Fact]
    public void A_damaged_file_is_passed_over_for_the_one_before()
    {
        using var data = Data();
        using var trained = Train(data, [Callback.Checkpoint(_folder)]);
        var files = CheckpointFolder.Files(_folder);
        var bytes = File.ReadAllBytes(files[0].FullName);
        bytes[^1] ^= 1;
        File.WriteAllBytes(files[0].FullName, bytes);
        var passed = new List<string>();
        using var state = CheckpointFolder.Find(_folder, passed.Add)!;
        Assert.Contains("checksum", Assert.Single(passed));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TrainingOptions Options(ValueList<Callback> callbacks, string? from, int? seed) => new()
    {
        Epochs = 5, BatchSize = 16, Seed = seed, Device = MLNetGradExt.Device.Cpu, ValidationFraction = 0.2, ResumeFrom = from,
        Gradients = [Gradient.Repair(), Gradient.Noise(0.01)],
        Callbacks = [Callback.EarlyStopping(patience: 2), Callback.ReduceOnPlateau(patience: 0), .. callbacks],
    };

    private static TrainedNetwork Train(TensorDataset data, ValueList<Callback> callbacks, string? from = null, int? seed = 7) => Trainer.Gradient.Train(new TrainingJob(
        Network.Mlp(16, 16).WithDropout(0.2).WithNormalization(Normalization.Batch), data, null, Loss.MeanSquaredError, 1, Options(callbacks, from, seed)));

    private static TensorDataset Data()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var x = zeros(150, 4).normal_(0, 1, generator);
        return new TensorDataset(x, x.select(1, 0).sin() + zeros(150).normal_(0, 0.3, generator));
    }

    private sealed class Break(int at) : TrainingCallback
    {
        public override void OnBatchEnd(MLNetGradExt.Training.TrainingRun run)
        {
            if (run.Step == at) throw new TimeoutException();
        }
    }
}
