using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Callbacks;

/// <summary>Names of figures in templates and callbacks, as users of Keras and PyTorch write them.</summary>
public sealed class NameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-names").FullName;
    private readonly List<string> _events = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{epoch:02d}-{val_acc:.4f}", @"^02-[01]\.\d{4}$")]
    [InlineData("{epoch}-{val_binary_accuracy:.1f}", @"^2-[01]\.\d$")]
    [InlineData("{step:05d}_{lr:.1e}", @"^00004_1\.0e-02$")]
    [InlineData("{epoch:3d}{train_loss:08.3f}", @"^  2000\d\.\d{3}$")]
    public void Templates_know_the_names_of_others(string template, string expected)
    {
        Train(Callback.Checkpoint(_folder, template));
        Assert.Matches(expected, Path.GetFileNameWithoutExtension(CheckpointFolder.Files(_folder)[0].Name));
    }

    [Fact]
    public void Monitors_know_them_too() => Train(Callback.EarlyStopping("val_acc"), Callback.Checkpoint(_folder, bestOf: "val_acc"));

    [Fact]
    public void Within_the_first_epoch_its_figures_are_NaN()
    {
        Train(Callback.Checkpoint(_folder, "{step}-{val_acc:.2f}", every: TimeSpan.Zero, keep: 100));
        Assert.Contains("1-NaN.safetensors", CheckpointFolder.Files(_folder).Select(f => f.Name));
    }

    [Fact]
    public void All_that_is_wrong_is_said_before_training()
    {
        var message = Assert.Throws<ArgumentException>(() => Train(Callback.Checkpoint(_folder, "{epoch:02d}-{val_auc}-{loss:x}", bestOf: "val_f1"), Callback.EarlyStopping("accuracy"), Callback.ReduceOnPlateau("val_los"))).Message;
        Assert.Empty(_events);
        Assert.Contains("val_auc, which is not there", message);
        Assert.Contains("There are epoch, step, learning_rate, loss, val_loss, val_accuracy", message);
        Assert.Contains("the format 'x'", message);
        Assert.Contains("no figure val_f1", message);
        Assert.Contains("no figure accuracy", message);
        Assert.Contains("Did you mean val_loss?", message);
    }

    [Fact]
    public void A_figure_of_validation_needs_a_validation_set()
    {
        var message = Assert.Throws<ArgumentException>(() => Train(0, Callback.Checkpoint(_folder, "{val_acc:.4f}"))).Message;
        Assert.Contains("set ValidationFraction", message);
    }

    private void Train(params Callback[] callbacks) => Train(0.5, callbacks);

    private void Train(double validation, params Callback[] callbacks)
    {
        using var scope = NewDisposeScope();
        using var data = TensorDataset.FromArrays([-2, -1, 1, 2, -2, -1, 1, 2], 1, [0f, 0, 1, 1, 0, 0, 1, 1]);
        var options = new TrainingOptions { Epochs = 2, BatchSize = 2, Seed = 1, Device = MLNetGradExt.Device.Cpu, ValidationFraction = validation, Optimizer = Optimizer.Sgd(0.01), Callbacks = [Callback.From(() => new Recorder(_events)), .. callbacks] };
        Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.BinaryCrossEntropy(), 1, options)).Dispose();
    }
}
