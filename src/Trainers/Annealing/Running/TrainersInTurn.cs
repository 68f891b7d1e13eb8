using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Annealing;

/// <summary>
/// One trainer, then another that starts from the first one's weights. Both have the same seed, so that they set the same rows aside for validation. A stop
/// that a callback requests ends the whole; one for any other reason ends the first and the second begins.
/// </summary>
/// <remarks>Checkpoints of either say whose turn it is, and those of the second hold the first one's record: <see cref="TrainingOptions.ResumeFrom"/> goes on where the run was.</remarks>
/// <param name="First">Finds where to start.</param>
/// <param name="Second">Goes on from there.</param>
public sealed record TrainersInTurn(Trainer First, Trainer Second) : Trainer
{
    /// <inheritdoc/>
    public override TrainedNetwork Train(TrainingJob job, CancellationToken token = default)
    {
        var seed = job.Options.Seed ?? (job.Options.ResumeFrom is { } path ? CheckpointFolder.Seed(path) : null) ?? Random.Shared.Next();
        job = job with { Options = job.Options with { Seed = seed } };
        var turn = Turn.Of(job);
        if (turn.Earlier is { } earlier) return Follow(job, turn, earlier, token);
        var first = First.Train(turn.Marked(job), token);
        if (first.History.StopReason == StopReason.Requested) return first;
        using (first)
        {
            var options = job.Options with { InitialWeights = InitialWeights.From(first), ResumeFrom = null };
            return Follow(job with { Options = options }, turn, first.History, token);
        }
    }

    private TrainedNetwork Follow(TrainingJob job, Turn turn, History earlier, CancellationToken token)
    {
        var second = Second.Train((turn with { Earlier = earlier }).Marked(job), token);
        second.History.Precede(earlier);
        return second;
    }
}
