using MLNetGradExt.Data;

namespace MLNetGradExt.Training;

/// <summary>The numbers of a run after the defaults were filled in.</summary>
/// <param name="Rows">Training rows.</param>
/// <param name="BatchSize">Rows of a step.</param>
/// <param name="Epochs">Passes over the rows.</param>
/// <param name="StepsPerEpoch">Steps of a pass.</param>
/// <param name="Seed">The run's seed.</param>
public sealed record TrainingPlan(long Rows, int BatchSize, int Epochs, long StepsPerEpoch, ulong Seed)
{
    /// <summary>Steps of the whole run.</summary>
    public long TotalSteps => Epochs * StepsPerEpoch;

    /// <summary>Fills in what the options leave open. A source that does not know its length is counted by one pass.</summary>
    /// <param name="options">The options.</param>
    /// <param name="train">The training rows.</param>
    /// <param name="seed">The seed of a run that goes on; null takes that of the options, or draws one.</param>
    public static TrainingPlan For(TrainingOptions options, IBatchSource train, ulong? seed = null)
    {
        var rows = train.RowCount ?? Count(train);
        var batchSize = (int)Math.Min(options.BatchSize ?? TrainingDefaults.BatchSize(rows), Math.Max(1, rows));
        var steps = BatchPlan.Count(rows, batchSize, options.DropLast && rows >= batchSize);
        return new TrainingPlan(rows, batchSize, options.Epochs ?? TrainingDefaults.Epochs(steps), steps, seed ?? SeedFor(options));
    }

    /// <summary>The seed of one of the run's streams, see <see cref="Seeds"/>.</summary>
    public ulong SeedOf(ulong stream) => Seeds.Mix(Seed, stream);

    internal static ulong SeedFor(TrainingOptions options) => options.Seed is { } given ? (ulong)given : (ulong)Random.Shared.NextInt64();

    private static long Count(IBatchSource source)
    {
        long rows = 0;
        using var batches = source.Batches(4096, BatchOrder.Sequential, TorchSharp.torch.CPU).GetEnumerator();
        while (true)
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            if (!batches.MoveNext()) return rows;
            rows += batches.Current.Rows;
        }
    }
}
