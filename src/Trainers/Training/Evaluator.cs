using MLNetGradExt.Data;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>Judges a network over a whole set: sums over every row, weighted where rows carry weights; never the last batch alone.</summary>
internal static class Evaluator
{
    // Rows of a forward pass; without gradients much more fits than in a training step.
    private const int Rows = 1024;

    public static IEnumerable<(string Name, double Value)> Evaluate(nn.Module<Tensor, Tensor> module, IBatchSource source, Loss loss, IReadOnlyList<Metric> metrics, torch.Device device, CancellationToken token)
    {
        var wasTraining = module.training;
        module.eval();
        try
        {
            var sums = new double[metrics.Count];
            double lossSum = 0, lossWeight = 0, weight = 0;
            using var _ = no_grad();
            using var batches = source.Batches(Rows, BatchOrder.Sequential, device).GetEnumerator();
            while (true)
            {
                token.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                if (!batches.MoveNext()) break;
                var batch = batches.Current;
                var output = module.call(batch.Features);
                var divisor = loss.Denominator(batch.Labels, batch.Weights)?.Read() ?? batch.Rows;
                lossSum += loss.Compute(output, batch.Labels, batch.Weights).Read() * divisor;
                lossWeight += divisor;
                weight += batch.Weights?.sum().Read() ?? batch.Rows;
                for (var i = 0; i < sums.Length; i++)
                {
                    var perRow = metrics[i].PerRow(output, batch.Labels);
                    sums[i] += (batch.Weights is null ? perRow : perRow * batch.Weights).sum().Read();
                }
            }
            return [("loss", lossWeight > 0 ? lossSum / lossWeight : double.NaN), .. metrics.Select((m, i) => (m.Name, weight > 0 ? m.Finish(sums[i] / weight) : double.NaN))];
        }
        finally
        {
            module.train(wasTraining);
        }
    }
}
