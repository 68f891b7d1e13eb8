using MLNetGradExt.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

/// <summary>Averaged weights are judged and kept with batch statistics of their own.</summary>
public class AveragedBatchNormTests
{
    private static readonly Network Normalised = Network.Mlp(16, 16).WithDropout(0.2).WithNormalization(Normalization.Batch);

    public static TheoryData<string> Averages => new("stochastic", "exponential");

    [Theory]
    [MemberData(nameof(Averages))]
    public void The_kept_statistics_are_those_of_the_kept_weights(string average)
    {
        using var data = Data();
        using var trained = Train(Normalised, data, average);
        // The first normalisation follows the first linear layer: its statistics can be computed by hand. One batch holds all rows.
        var state = trained.State();
        using var scope = NewDisposeScope();
        var before = nn.functional.linear(data.Features, state["0.weight"]);
        GoldenCore.Near(before.mean([0]).Values(), state["1.running_mean"].Values(), 1e-4);
        GoldenCore.Near(before.var(0).Values(), state["1.running_var"].Values(), 1e-4);
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void What_is_kept_is_what_was_judged(string average)
    {
        using var data = Data();
        using var trained = Train(Normalised, data, average, validation: data);
        using var scope = NewDisposeScope();
        var again = Loss.MeanSquaredError.Compute(trained.Predict(data.Features), data.Labels, null).item<float>();
        Assert.Equal(trained.History.Epochs[^1].ValidationLoss!.Value, again, 5);
    }

    [Fact]
    public void Fresh_statistics_are_worth_having()
    {
        // The learning rate is so large that weights wander: their average lies elsewhere, and the running statistics are those of the last wanderings.
        using var data = Data();
        using var trained = Train(Normalised, data, "stochastic", rate: 0.1, batch: 32);
        using var scope = NewDisposeScope();
        var state = trained.State().ToDictionary(s => s.Key, s => s.Value.clone());
        var fresh = Loss.MeanSquaredError.Compute(trained.Predict(data.Features), data.Labels, null).item<float>();
        using var last = Train(Normalised, data, "none", rate: 0.1, batch: 32);
        foreach (var name in state.Keys.Where(n => n.Contains("running"))) state[name] = last.State()[name];
        using var stale = TrainedNetwork.Restore(Normalised, [4], 1, state);
        var with = Loss.MeanSquaredError.Compute(stale.Predict(data.Features), data.Labels, null).item<float>();
        Assert.True(fresh < 0.8 * with, $"{fresh} with statistics of the average, {with} with those of training");
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void Training_does_not_notice(string average)
    {
        // A validation set makes every epoch measure statistics for the averaged weights; the weights that train must go on as without.
        using var data = Data();
        var (watched, alone) = (new List<float[]>(), new List<float[]>());
        using var a = Train(Normalised, data, average, validation: data, batch: 32, seen: watched);
        using var b = Train(Normalised, data, average, batch: 32, seen: alone);
        Assert.Equal(alone.Count, watched.Count);
        for (var i = 0; i < alone.Count; i++) Assert.Equal(alone[i], watched[i]);
        foreach (var (name, value) in a.State()) Assert.True(value.Same(b.State()[name]), name);
    }

    [Fact]
    public void A_users_own_normalisation_is_measured_too()
    {
        using var data = Data();
        var own = Network.FromModule("own", _ => nn.Sequential(("a", nn.Linear(4, 8)), ("n", nn.BatchNorm1d(8, momentum: 0.3)), ("r", nn.ReLU()), ("b", nn.Linear(8, 1))));
        using var trained = Train(own, data, "stochastic");
        using var scope = NewDisposeScope();
        var state = trained.State();
        var before = nn.functional.linear(data.Features, state["a.weight"], state["a.bias"]);
        GoldenCore.Near(before.mean([0]).Values(), state["n.running_mean"].Values(), 1e-4);
        Assert.Equal(1, state["n.num_batches_tracked"].item<long>());
        Assert.Equal(0.3, ((TorchSharp.Modules.BatchNorm1d)trained.Module.named_modules().Single(m => m.name == "n").module).momentum);
    }

    private static TrainedNetwork Train(Network network, TensorDataset data, string average, IBatchSource? validation = null, double rate = 0.02, int batch = 96, List<float[]>? seen = null)
    {
        var adam = Optimizer.Adam(rate);
        Optimizer optimizer = average switch { "stochastic" => adam.WithStochasticAverage(start: 20), "exponential" => adam.WithExponentialAverage(0.98), _ => adam };
        var options = new TrainingOptions
        {
            Optimizer = optimizer, Epochs = 40, BatchSize = batch, Seed = 3, Device = MLNetGradExt.Device.Cpu,
            Callbacks = seen is null ? [] : [Callback.From(() => new Watcher(seen))],
        };
        return Trainer.Gradient.Train(new TrainingJob(network, data, validation, Loss.MeanSquaredError, 1, options));
    }

    private static TensorDataset Data()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var x = zeros(96, 4).normal_(0, 1, generator) * 3 + 1;
        return new TensorDataset(x, x.select(1, 0).sin() + x.select(1, 1));
    }

    private sealed class Watcher(List<float[]> seen) : TrainingCallback
    {
        public override void OnBatchEnd(MLNetGradExt.Training.TrainingRun run) => seen.Add([.. run.Module.state_dict().Values.SelectMany(v => v.Values())]);
    }
}
