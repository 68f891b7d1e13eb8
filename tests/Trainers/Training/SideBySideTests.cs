using MLNetGradExt.Trainers.Tests.Portable;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

/// <summary>Threads that score one network at the same time.</summary>
public class SideBySideTests
{
    [Fact]
    public void Sixteen_threads_score_alike_without_waiting_for_each_other_and_leave_nothing_behind()
    {
        using var network = RandomNetworks.Trained(Network.Sequential(Layer.Conv2d(4, 3), Layer.BatchNorm(), Layer.Activation(Activation.Relu), Layer.MaxPool2d(2), Layer.GroupNorm(2),
            Layer.Residual(Layer.LayerNorm(), Layer.Dropout(0.3)), Layer.GlobalAveragePool(), Layer.Linear(64), Layer.Residual(Layer.Linear(64))), [2, 8, 8], 3, false, 1);
        using var x = randn(4, 2, 8, 8);
        using var expected = network.Predict(x);
        var values = expected.Values();
        Hammer(50);
        var before = (Tensors: Live(), Contention: Monitor.LockContentionCount);
        Hammer(200);
        // A lock around each of these 3,200 forward passes is contended in most of them.
        Assert.InRange(Monitor.LockContentionCount - before.Contention, 0, 100);
        // There may be more modules by now, whose tensors take no room of their own; what a forward pass made is gone.
        Assert.InRange(Live() - before.Tensors, -50, 16 * network.State().Count);

        void Hammer(int passes) => OnThreads(16, _ =>
        {
            for (var i = 0; i < passes; i++)
            {
                using var scope = NewDisposeScope();
                Assert.Equal(values, network.Predict(x).Values());
            }
        });
    }

    [Fact]
    public void Weights_may_be_replaced_while_others_score()
    {
        using var network = RandomNetworks.Trained(Network.Mlp(16), [4], 2, false, 1);
        using var other = RandomNetworks.Trained(Network.Mlp(16), [4], 2, false, 2);
        using var x = randn(3, 4);
        float[][] either = [Scores(network, x), Scores(other, x)];
        string[] files = [Path.GetTempFileName(), Path.GetTempFileName()];
        network.ExportWeights(files[0]);
        other.ExportWeights(files[1]);
        try
        {
            var done = false;
            OnThreads(5, thread =>
            {
                if (thread == 0)
                {
                    for (var i = 1; i <= 41; i++) network.ImportWeights(files[i % 2]);
                    Volatile.Write(ref done, true);
                }
                else
                    while (!Volatile.Read(ref done)) Assert.Contains(Scores(network, x), either); // never a mixture
            });
            // All modules follow, not only the one that was written to.
            OnThreads(8, _ => Assert.Equal(either[1], Scores(network, x)));
        }
        finally
        {
            foreach (var file in files) File.Delete(file);
        }
    }

    [Fact]
    public void A_network_may_be_disposed_while_others_score()
    {
        for (var round = 0; round < 10; round++)
        {
            var network = RandomNetworks.Trained(Network.Mlp(16), [4], 2, false, round);
            using var x = randn(3, 4);
            var expected = Scores(network, x);
            OnThreads(6, thread =>
            {
                if (thread == 0)
                {
                    Thread.Sleep(2);
                    network.Dispose();
                    return;
                }
                var thrown = Assert.Throws<ObjectDisposedException>(new Action(() =>
                {
                    while (true) Assert.Equal(expected, Scores(network, x));
                }));
                Assert.Contains(nameof(TrainedNetwork), thrown.Message);
            });
        }
    }

    [Fact]
    public void A_module_of_ones_own_is_used_by_one_thread_at_a_time()
    {
        var (inside, most) = (0, 0);
        using var network = RandomNetworks.Trained(Network.FromModule("counting", _ => new Counting(() =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.Yield();
            Interlocked.Decrement(ref inside);
        })), [2], 2, false, 1);
        OnThreads(8, _ =>
        {
            using var scope = NewDisposeScope();
            for (var i = 0; i < 100; i++) network.Predict(ones(1, 2));
        });
        Assert.Equal(1, most);
    }

    private sealed class Counting(Action enter) : nn.Module<Tensor, Tensor>("counting")
    {
        public override Tensor forward(Tensor input)
        {
            enter();
            return input;
        }
    }

    private static float[] Scores(TrainedNetwork network, Tensor x)
    {
        using var scores = network.Predict(x);
        return scores.Values();
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

    /// <summary>Runs threads of their own, for the pool of .NET starts only some at once, and hands on the first failure.</summary>
    private static void OnThreads(int count, Action<int> work)
    {
        Exception? failure = null;
        using var start = new Barrier(count);
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            failure = Record.Exception(() => work(i)) ?? failure;
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (failure is not null) throw new Xunit.Sdk.XunitException(failure.ToString());
    }
}
