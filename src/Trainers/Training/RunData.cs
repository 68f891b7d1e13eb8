using MLNetGradExt.Data;

namespace MLNetGradExt.Training;

/// <summary>The rows of a run: the job's own, or the two parts that <see cref="TrainingOptions.ValidationFraction"/> makes of them, which the run then owns.</summary>
internal sealed record RunData(IBatchSource Train, IBatchSource? Validation, TrainingPlan Plan, bool Owned) : IDisposable
{
    public static RunData Of(TrainingJob job, long? resumedSeed = null)
    {
        var options = job.Options;
        var seed = (ulong?)resumedSeed ?? TrainingPlan.SeedFor(options);
        if (job.Validation is not null || options.ValidationFraction == 0) return new RunData(job.Train, job.Validation, TrainingPlan.For(options, job.Train, seed), Owned: false);
        var (train, validation) = ((TensorDataset)job.Train).Split(options.ValidationFraction, Seeds.Mix(seed, Seeds.Splitting));
        return new RunData(train, validation, TrainingPlan.For(options, train, seed), Owned: true);
    }

    public void Dispose()
    {
        if (!Owned) return;
        Train.Dispose();
        Validation?.Dispose();
    }
}
