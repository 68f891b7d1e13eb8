using System.Globalization;
using MLNetGradExt.Data;
using MLNetGradExt.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Annealing;

public class AnnealingTrainerTests
{
    internal static readonly TrainingOptions Quick = new() { Seed = 7, Device = MLNetGradExt.Device.Cpu, Epochs = 5 };

    [Fact]
    public void The_linear_sine_model_comes_within_a_percent_of_least_squares()
    {
        using var scope = NewDisposeScope();
        var (x, y) = Sine();
        foreach (var method in new[] { AnnealingMethod.Hybrid(), AnnealingMethod.Evolution(), AnnealingMethod.Chains() })
        {
            using var found = Annealer.Minimize(Network.Linear(), Loss.MeanSquaredError, x, y, method: method, seed: 1, device: MLNetGradExt.Device.Cpu);
            Assert.True(found.BestLoss < 0.454535 * 1.01, $"{method}: {found.BestLoss}");
        }
    }

    [Fact]
    public void A_small_network_bends_to_the_sine()
    {
        using var scope = NewDisposeScope();
        var (x, y) = Sine();
        using var found = Annealer.Minimize(Network.Mlp(8).WithActivation(Activation.Tanh), Loss.MeanSquaredError, x, y, options: new() { Evaluations = 6000 }, seed: 1, device: MLNetGradExt.Device.Cpu);
        Assert.True(found.BestLoss < 0.1, $"{found.BestLoss}");
    }

    [Fact]
    public void A_run_keeps_records_traces_and_the_best_weights()
    {
        using var data = Halves(120);
        using var validation = Halves(60);
        var epochs = new List<EpochRecord>();
        var options = Quick with { Callbacks = [Callback.Progress(epochs.Add)], Trainer = Trainer.Annealing(options: new() { Evaluations = 600 }) };
        using var trained = options.Trainer.Train(new TrainingJob(Network.Linear(), data, validation, Loss.ZeroOne, 1, options));
        Assert.Equal(5, epochs.Count);
        Assert.Equal(StopReason.Completed, trained.History.StopReason);
        Assert.All(epochs, e => Assert.True(e.Values.ContainsKey("temperature") && e.Values.ContainsKey("acceptance") && e.Values.ContainsKey("current_loss") && e.Values.ContainsKey("val_accuracy")));
        Assert.Equal(epochs.Select(e => e.Loss).OrderDescending(), epochs.Select(e => e.Loss));
        Assert.True(epochs[^1].Loss < 0.05);
        Assert.Equal(epochs[^1].Loss, Loss.ZeroOne.Compute(trained.Predict(data.Features), data.Labels, null).item<float>(), 1e-6);
        Assert.Contains("temperature", trained.Report.ToPage().ToHtml());
    }

    [Fact]
    public void Equal_seeds_give_equal_networks_and_the_global_random_state_is_not_touched()
    {
        using var data = Halves(80);
        using var before = Generator.Default.get_state();
        float[] Run(int seed)
        {
            using var trained = Trainer.Annealing(options: new() { Evaluations = 300 }).Train(new TrainingJob(Network.Mlp(4), data, null, Loss.ZeroOne, 1, Quick with { Seed = seed }));
            return trained.State()["0.weight"].Values();
        }
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
        using var after = Generator.Default.get_state();
        Assert.True(after.Same(before));
    }

    [Fact]
    public void A_loss_without_gradient_is_refused_by_gradients_with_advice()
    {
        using var data = Halves(20);
        var message = Assert.Throws<ArgumentException>(() => Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.ZeroOne, 1, Quick))).Message;
        Assert.Contains("Trainer.Annealing()", message);
        Assert.Throws<ArgumentException>(() => Trainer.Hybrid().Train(new TrainingJob(Network.Linear(), data, null, Loss.ZeroOne, 1, Quick)));
    }

    [Fact]
    public void The_hybrid_trains_with_any_optimizer_for_its_quench()
    {
        using var data = Halves(60);
        foreach (var quench in new[] { null, Optimizer.Adam(0.02), Optimizer.Lars(0.05) })
        {
            using var trained = Trainer.Hybrid(quench, new() { Evaluations = 1500 }).Train(new TrainingJob(Network.Mlp(4), data, null, Loss.BinaryCrossEntropy(), 1, Quick));
            Assert.True(trained.History.Epochs[^1].Loss < 0.3, $"{quench}: {trained.History.Epochs[^1].Loss}");
        }
    }

    [Fact]
    public void Annealing_can_be_the_start_of_gradient_training()
    {
        using var data = Halves(120);
        var options = Quick with { Epochs = 3, Trainer = Trainer.Annealing(options: new() { Evaluations = 400 }).Then(Trainer.Gradient), Optimizer = Optimizer.Adam(0.001) };
        using var trained = options.Trainer.Train(new TrainingJob(Network.Mlp(6), data, null, Loss.BinaryCrossEntropy(), 1, options));
        Assert.Equal([1, 2, 3, 4, 5, 6], trained.History.Epochs.Select(e => e.Epoch));
        Assert.True(trained.History.Epochs[3].Loss < trained.History.Epochs[0].Loss);
        Assert.Equal(Network.Mlp(6), trained.Recipe);
        Assert.Equal(trained.History.Epochs[^1].Loss, Loss.BinaryCrossEntropy().Compute(trained.Predict(data.Features), data.Labels, null).item<float>(), 0.05);
    }

    [Fact]
    public void A_run_continues_from_a_checkpoint_bit_for_bit()
    {
        using var data = Halves(80);
        var folder = Path.Combine(Path.GetTempPath(), "mlnetgradext-annealing-" + Guid.NewGuid().ToString("N"));
        try
        {
            foreach (var trainer in new[] { Trainer.Annealing(options: new() { Evaluations = 800 }), Trainer.Hybrid(options: new() { Evaluations = 1200 }) })
            {
                TrainingJob Job(TrainingOptions options) => new(Network.Mlp(4), data, null, Loss.BinaryCrossEntropy(), 1, options with { Trainer = trainer });
                using var whole = trainer.Train(Job(Quick));
                var stop = new Training.TrainingTests.Probe { OnEpoch = (run, epoch) => { if (epoch.Epoch == 3) run.RequestStop(); } };
                using (trainer.Train(Job(Quick with { Callbacks = [Callback.Checkpoint(folder), Callback.From(() => stop)] }))) { }
                using var resumed = trainer.Train(Job(Quick with { Seed = null, ResumeFrom = folder }));
                foreach (var (name, value) in whole.State()) Assert.True(value.Same(resumed.State()[name]), $"{trainer}: {name}");
                Assert.Equal(whole.History.Epochs.Select(e => (e.Epoch, e.Steps, e.Loss)), resumed.History.Epochs.Select(e => (e.Epoch, e.Steps, e.Loss)));
                Assert.Equal(whole.History.Traces["best loss"], resumed.History.Traces["best loss"]);
                Directory.Delete(folder, recursive: true);
            }
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Given_weights_are_where_a_run_starts()
    {
        using var data = Halves(80);
        using var first = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(4), data, null, Loss.BinaryCrossEntropy(), 1, Quick with { Optimizer = Optimizer.Adam(0.05), Epochs = 20 }));
        var before = Loss.ZeroOne.Compute(first.Predict(data.Features), data.Labels, null).item<float>();
        using var second = Trainer.Annealing(options: new() { Steps = 1 }).Train(new TrainingJob(Network.Mlp(4), data, null, Loss.ZeroOne, 1, Quick with { InitialWeights = InitialWeights.From(first) }));
        Assert.True(second.History.Epochs[^1].Loss <= before);
    }

    [Fact]
    public void Callbacks_stop_a_run_and_cancellation_throws()
    {
        using var data = Halves(60);
        var stop = new Training.TrainingTests.Probe { OnBatch = run => { if (run.Step == 4) run.RequestStop(); } };
        using (var trained = Trainer.Annealing().Train(new TrainingJob(Network.Linear(), data, null, Loss.ZeroOne, 1, Quick with { Callbacks = [Callback.From(() => stop)] })))
            Assert.Equal((4, StopReason.Requested), (stop.Batches, trained.History.StopReason));
        using var source = new CancellationTokenSource();
        var cancel = new Training.TrainingTests.Probe { OnBatch = run => { if (run.Step == 4) source.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => Trainer.Annealing().Train(new TrainingJob(Network.Linear(), data, null, Loss.ZeroOne, 1, Quick with { Callbacks = [Callback.From(() => cancel)] }), source.Token));
        Assert.Equal((4, StopReason.Cancelled), (cancel.Batches, cancel.Ended));
    }

    [Fact]
    public void Nothing_leaks()
    {
        using var data = Halves(40);
        void Run(Trainer trainer)
        {
            using var trained = trainer.Train(new TrainingJob(Network.Mlp(4), data, null, Loss.BinaryCrossEntropy(), 1, Quick));
        }
        Trainer[] trainers =
        [
            Trainer.Annealing(options: new() { Evaluations = 300 }), Trainer.Annealing(AnnealingMethod.Chains(), new() { Evaluations = 300 }),
            Trainer.Hybrid(options: new() { Evaluations = 900 }), Trainer.Hybrid(Optimizer.Adam(0.01), new() { Evaluations = 900 }),
        ];
        foreach (var trainer in trainers) Run(trainer);
        foreach (var trainer in trainers)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            Run(trainer);
            Assert.True(DisposeScopeManager.Statistics.ThreadTotalLiveCount <= before, $"{trainer}: {DisposeScopeManager.Statistics.ThreadTotalLiveCount - before} tensors live on");
        }
    }

    private static (Tensor X, Tensor Y) Sine()
    {
        var rows = File.ReadLines(Path.Combine(TestData.RepositoryRoot, "samples", "data", "sine-1024.csv")).Skip(1).Select(l => l.Split(',')).Where(c => c[2] == "train").ToArray();
        Tensor Column(int i) => tensor(rows.Select(r => float.Parse(r[i], CultureInfo.InvariantCulture)).ToArray());
        return (Column(0).view(-1, 1), Column(1));
    }

    /// <summary>Whether a + b is positive.</summary>
    internal static TensorDataset Halves(int rows)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var features = zeros(rows, 2).uniform_(-1, 1, generator);
        return new TensorDataset(features, features.sum(1L).gt(0).to_type(ScalarType.Float32));
    }
}
