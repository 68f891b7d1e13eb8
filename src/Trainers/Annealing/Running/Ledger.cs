using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>Counts every evaluation and keeps the best vector of all.</summary>
internal sealed class Ledger(long budget, IAnnealingObjective objective) : ICheckpointable, IDisposable
{
    public CancellationToken Token { get; set; }

    public long Evaluations { get; private set; }

    public long Remaining => budget - Evaluations;

    public long Budget => budget;

    public double BestLoss { get; private set; } = double.PositiveInfinity;

    public Tensor Best { get; } = zeros(objective.Dimension, objective.Precision, objective.Device).DetachFromDisposeScope();

    /// <summary>The step of the best loss.</summary>
    public long BestStep { get; private set; }

    public long Step { get; set; }

    public double[] Enter(Tensor population, Tensor losses, int cost)
    {
        var values = losses.to(ScalarType.Float64, CPU).data<double>().ToArray();
        Evaluations += values.Length * (long)cost;
        var best = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) values[i] = double.PositiveInfinity;
            if (values[i] < BestLoss) (best, BestLoss, BestStep) = (i, values[i], Step);
        }
        if (best >= 0)
        {
            using var _ = no_grad();
            Best.copy_(population[best]);
        }
        return values;
    }

    public void SaveState(IStateWriter writer)
    {
        writer.Write("evaluations", Evaluations);
        writer.Write("best loss", BestLoss);
        writer.Write("best step", BestStep);
        writer.Write("best", Best);
    }

    public void LoadState(IStateReader reader)
    {
        Evaluations = reader.ReadInt64("evaluations");
        BestLoss = reader.ReadDouble("best loss");
        BestStep = reader.ReadInt64("best step");
        reader.ReadInto("best", Best);
    }

    public void Dispose() => Best.Dispose();
}
