using MLNetGradExt.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

public class LeakTests
{
    [Fact]
    public void Ten_thousand_steps_keep_tensors_and_memory_flat()
    {
        using var data = Data();
        var live = new List<long>();
        var memory = new List<long>();
        var watch = new TrainingTests.Probe
        {
            OnEpoch = (_, epoch) =>
            {
                if (epoch.Epoch % 10 != 0) return;
                GC.Collect(); // else the first collection has not come yet, and its budget looks like a leak
                GC.WaitForPendingFinalizers();
                live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
                memory.Add(Environment.WorkingSet);
            },
        };
        var options = new TrainingOptions
        {
            Epochs = 100, BatchSize = 32, Seed = 1, Device = MLNetGradExt.Device.Cpu, ValidationFraction = 0.1,
            Gradients = [Gradient.ClipByGlobalNorm(1)], Callbacks = [Callback.EarlyStopping(patience: 1000), Callback.From(() => watch)],
        };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(16, 16).WithDropout(0.1).WithNormalization(Normalization.Batch), data, null, Loss.MeanSquaredError, 1, options));
        Assert.True(trained.History.Epochs[^1].Steps >= 10_000);
        Assert.True(live[^1] <= live[1], $"live tensors: {string.Join(", ", live)}");
        Assert.True(memory[^1] - memory[2] < 30 << 20, $"resident bytes: {string.Join(", ", memory)}");
    }

    [Fact]
    public void Training_and_scoring_leave_nothing_behind()
    {
        using var data = Data();
        Once();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 3; i++) Once();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Once()
        {
            var options = new TrainingOptions { Epochs = 2, Seed = 1, Device = MLNetGradExt.Device.Cpu, ValidationFraction = 0.2, Callbacks = [Callback.EarlyStopping()] };
            using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(4).WithDropout(0.1), data, null, Loss.MeanSquaredError, 1, options));
            for (var i = 0; i < 1000; i++)
            {
                using var scope = NewDisposeScope();
                trained.Predict(data.Features);
            }
        }
    }

    private static TensorDataset Data()
    {
        using var generator = new Generator(5, CPU);
        return new TensorDataset(zeros(3600, 8).normal_(0, 1, generator), zeros(3600).normal_(0, 1, generator));
    }
}
