using MLNetGradExt.Data;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

public class TrainingTests
{
    private static readonly TrainingOptions Quick = new() { Epochs = 3, BatchSize = 16, Seed = 7, Device = MLNetGradExt.Device.Cpu };

    [Fact]
    public void A_trajectory_is_PyTorchs_step_for_step()
    {
        using var scope = NewDisposeScope();
        var golden = GoldenCore.Root.GetProperty("trajectory");
        using var data = new TensorDataset(tensor(golden.GetProperty("features").Floats()).view(20, 3), tensor(golden.GetProperty("labels").Floats()));
        var network = Network.FromModule("golden", context =>
        {
            var recipe = Network.Sequential(
                Layer.Linear(8), Layer.BatchNorm(), Layer.Activation(Activation.Tanh), Layer.Residual(Layer.Linear(8), Layer.Activation(Activation.Relu)));
            var module = recipe.Build(context);
            GoldenCore.FillByRule(module);
            return module;
        });
        var losses = new List<float>();
        var options = new TrainingOptions
        {
            Optimizer = Optimizer.AdamW(0.01, weightDecay: 0.05), Epochs = 30, BatchSize = 20, Shuffle = false, Seed = 1, Device = MLNetGradExt.Device.Cpu,
            Callbacks = [Callback.Progress(e => losses.Add((float)e.Loss))],
        };
        using var trained = Trainer.Gradient.Train(new TrainingJob(network, data, null, Loss.MeanSquaredError, 1, options));
        GoldenCore.Near(golden.GetProperty("losses").Floats(), [.. losses], 1e-4);
        var state = trained.State();
        // The first bias stands before a batch norm: its gradient is rounding noise, which Adam makes steps of.
        foreach (var (ours, theirs) in new[] { ("0.weight", "a.weight"), ("1.weight", "n.weight"), ("1.running_var", "n.running_var"), ("3.body.0.weight", "r.weight"), ("4.weight", "h.weight"), ("4.bias", "h.bias") })
            GoldenCore.Near(golden.GetProperty("final").GetProperty(theirs).Floats(), state[ours].Values(), 2e-3);
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_bit_for_bit()
    {
        using var data = Blobs(200);
        var network = Network.Mlp(16).WithDropout(0.3).WithNormalization(Normalization.Batch);
        using var a = Train(network, data, Quick);
        using var b = Train(network, data, Quick);
        using var c = Train(network, data, Quick with { Seed = 8 });
        foreach (var (name, value) in a.State()) Assert.True(value.Same(b.State()[name]), name);
        Assert.False(a.State()["0.weight"].Same(c.State()["0.weight"]));
        Assert.Equal(a.History.Epochs.Select(e => e.Loss), b.History.Epochs.Select(e => e.Loss));
    }

    [Fact]
    public void The_global_random_state_is_never_touched()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var before = Generator.Default.get_state();
        using var data = Blobs(50);
        using var trained = Train(Network.Mlp(8).WithDropout(0.5), data, Quick with { ValidationFraction = 0.2 });
        Assert.True(Generator.Default.get_state().Same(before));
    }

    [Fact]
    public void Validation_judges_every_row_by_weight()
    {
        using var scope = NewDisposeScope();
        using var train = Blobs(40);
        using var validation = new TensorDataset(randn(2500, 2), randint(0, 3, [2500], ScalarType.Int64), rand(2500));
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(8), train, validation, Loss.CrossEntropy(), 3, Quick with { Epochs = 1 }));
        var epoch = trained.History.Epochs[0];
        var output = trained.Predict(validation.Features);
        var w = validation.Weights!;
        Assert.Equal(Loss.CrossEntropy().Compute(output, validation.Labels, w).item<float>(), epoch.ValidationLoss!.Value, 4);
        var right = output.argmax(1).eq(validation.Labels).to_type(ScalarType.Float32);
        Assert.Equal(((right * w).sum() / w.sum()).item<float>(), epoch.Values["val_accuracy"], 4);
    }

    [Fact]
    public void Class_weighted_losses_of_batches_add_up_to_the_whole()
    {
        using var scope = NewDisposeScope();
        using var train = Blobs(40);
        using var validation = new TensorDataset(randn(2500, 2), randint(0, 3, [2500], ScalarType.Int64));
        var loss = Loss.CrossEntropy(classWeights: [1, 5, 0.2]);
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(8), train, validation, loss, 3, Quick with { Epochs = 1 }));
        Assert.Equal(loss.Compute(trained.Predict(validation.Features), validation.Labels, null).item<float>(), trained.History.Epochs[0].ValidationLoss!.Value, 4);
    }

    [Fact]
    public void A_network_with_batch_norm_survives_a_single_row_left_over()
    {
        using var data = Blobs(33);
        using var trained = Train(Network.Mlp(8).WithNormalization(Normalization.Batch), data, Quick);
        Assert.Equal(6, trained.History.Epochs[^1].Steps);
        Assert.All(trained.State()["0.weight"].Values(), w => Assert.True(float.IsFinite(w)));
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        using var data = Blobs(20);
        var bad = new TrainingOptions { Epochs = 0, BatchSize = -1, ValidationFraction = 2, Device = MLNetGradExt.Device.Cpu };
        var message = Assert.Throws<ArgumentException>(() => Trainer.Gradient.Train(new TrainingJob(Network.Mlp(8), data, null, Loss.CrossEntropy(2), 2, bad))).Message;
        foreach (var part in new[] { "(1)", "(5)", "Epochs is 0", "BatchSize is -1", "ValidationFraction is 2", "label smoothing is 2", "from 0 to 2" }) Assert.Contains(part, message);
    }

    [Fact]
    public void A_diverging_run_says_where_and_what_to_try()
    {
        using var data = TensorDataset.FromArrays([.. Enumerable.Range(0, 64).Select(i => i * 1e4f)], 1, [.. Enumerable.Range(0, 64).Select(i => (float)i)]);
        var options = Quick with { Optimizer = Optimizer.Sgd(1e6), Epochs = 20 };
        var problem = Assert.Throws<NonFiniteLossException>(() => Trainer.Gradient.Train(new TrainingJob(Network.Mlp(8), data, null, Loss.MeanSquaredError, 1, options)));
        Assert.Contains($"epoch {problem.Epoch}", problem.Message);
        Assert.Contains("learning rate", problem.Message);
        Assert.Contains("Standardise", problem.Message);
    }

    [Fact]
    public void Features_that_are_not_finite_are_blamed()
    {
        using var data = TensorDataset.FromArrays([1, 2, float.NaN, 4], 1, [1f, 2, 3, 4]);
        Assert.Contains("features", Assert.Throws<NonFiniteLossException>(() => Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, Quick))).Message);
    }

    [Fact]
    public void Steps_with_bad_gradients_can_be_skipped_instead()
    {
        using var data = TensorDataset.FromArrays([.. Enumerable.Range(0, 64).Select(i => i == 9 ? float.NaN : i / 64f)], 1, [.. Enumerable.Range(0, 64).Select(i => i / 32f)]);
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, Quick with { Gradients = [Gradient.SkipNonFinite()] }));
        Assert.All(trained.History.Epochs, e => Assert.True(double.IsFinite(e.Loss)));
        Assert.NotEmpty(trained.History.Events);
    }

    [Fact]
    public void Cancellation_ends_between_steps_and_tells_callbacks()
    {
        using var data = Blobs(100);
        using var source = new CancellationTokenSource();
        var probe = new Probe { OnBatch = run => { if (run.Step == 5) source.Cancel(); } };
        var job = new TrainingJob(Network.Mlp(8), data, null, Loss.CrossEntropy(), 3, Quick with { Epochs = 50, Callbacks = [Callback.From(() => probe)] });
        Assert.Throws<OperationCanceledException>(() => Trainer.Gradient.Train(job, source.Token));
        Assert.Equal((5, StopReason.Cancelled), (probe.Batches, probe.Ended));
    }

    [Fact]
    public void A_linear_model_reaches_least_squares()
    {
        using var scope = NewDisposeScope();
        var x = randn(400, 3);
        var y = x.mv(tensor(new float[] { 1, -2, 0.5f })) + 0.3 + 0.1 * randn(400);
        using var data = new TensorDataset(x, y);
        var options = new TrainingOptions { Optimizer = Optimizer.Adam(Schedule.OneCycle(0.05)), Epochs = 30, BatchSize = 50, Seed = 1, Device = MLNetGradExt.Device.Cpu };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options));
        GoldenCore.Near([1, -2, 0.5f], trained.State()["0.weight"].Values(), 0.02);
    }

    private static TrainedNetwork Train(Network network, TensorDataset data, TrainingOptions options) =>
        Trainer.Gradient.Train(new TrainingJob(network, data, null, Loss.CrossEntropy(), 3, options));

    private static TensorDataset Blobs(int rows)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var labels = arange(rows, ScalarType.Int64).remainder(3);
        var features = zeros(rows, 2).normal_(0, 0.3, generator);
        features.select(1, 0).add_(labels);
        return new TensorDataset(features, labels);
    }

    internal sealed class Probe : TrainingCallback
    {
        public Action<TrainingRun>? OnBatch { get; init; }

        public Action<TrainingRun, EpochRecord>? OnEpoch { get; init; }

        public int Batches { get; private set; }

        public StopReason Ended { get; private set; }

        public override void OnBatchEnd(TrainingRun run)
        {
            Batches++;
            OnBatch?.Invoke(run);
        }

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch) => OnEpoch?.Invoke(run, epoch);

        public override void OnTrainEnd(TrainingRun run) => Ended = run.History.StopReason;
    }
}
