using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace MLNetGradExt.Tests.Scoring;

/// <summary>One transformer in the hands of sixteen threads, in the ways that servers use it; <c>./build.sh bench -- serving</c> is the long version.</summary>
public class ServingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixteen_threads_serve_one_model_with_the_scores_of_one_thread(bool portable)
    {
        var ml = new MLContext(seed: 1);
        var rows = Rows.Halves(200, 8);
        var view = ml.View(rows, 2);
        var fitted = ml.GradExt().BinaryClassification(Network.Mlp(32).WithNormalization(Normalization.Batch), options: Rows.Quick(2)).Fit(view);
        var model = portable ? ml.GradExt().ToPortable(fitted) : fitted;
        PredictionEngine<BooleanRow, BinaryScored> Engine() => ml.Model.CreatePredictionEngine<BooleanRow, BinaryScored>(model, inputSchemaDefinition: Rows.Definition<BooleanRow>(2));
        using var alone = Engine();
        var single = rows.Select(row => alone.Predict(row).Probability).ToArray();
        var batch = model.Transform(view).GetColumn<float>("Probability").ToArray();
        var pool = new ConcurrentQueue<PredictionEngine<BooleanRow, BinaryScored>>();

        Serve(2);
        var (tensors, contentions) = (Live(), Monitor.LockContentionCount);
        Serve(20);
        // Some 20,000 rows: with a lock around the network, threads would have met there a thousand times.
        Assert.InRange(Monitor.LockContentionCount - contentions, 0, 200);
        Assert.InRange(Live() - tensors, -50, 16 * fitted.Model.State().Count);

        void Serve(int rounds)
        {
            var failures = new ConcurrentQueue<Exception>();
            var threads = Enumerable.Range(0, 16).Select(thread => new Thread(() =>
            {
                try
                {
                    using var own = Engine();
                    for (var round = 0; round < rounds; round++) Round(thread, own);
                }
                catch (Exception e)
                {
                    failures.Enqueue(e);
                }
            })).ToArray();
            foreach (var thread in threads) thread.Start();
            foreach (var thread in threads) thread.Join();
            Assert.Empty(failures);
        }

        void Round(int thread, PredictionEngine<BooleanRow, BinaryScored> own)
        {
            if (thread % 3 == 0) Assert.Equal(batch, model.Transform(view).GetColumn<float>("Probability").ToArray());
            else
                for (var i = 0; i < 100; i++)
                {
                    var row = (thread + i) % rows.Length;
                    if (thread % 3 == 1) Assert.Equal(single[row], own.Predict(rows[row]).Probability);
                    else
                    {
                        var rented = pool.TryDequeue(out var idle) ? idle : Engine();
                        Assert.Equal(single[row], rented.Predict(rows[row]).Probability);
                        pool.Enqueue(rented);
                    }
                }
        }
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
