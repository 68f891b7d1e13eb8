namespace MLNetGradExt.Annealing;

/// <summary>One trainer, then another that starts from the first one's weights.</summary>
/// <param name="First">Finds where to start.</param>
/// <param name="Second">Goes on from there.</param>
public sealed record TrainersInTurn(Trainer First, Trainer Second) : Trainer
{
    /// <inheritdoc/>
    public override TrainedNetwork Train(TrainingJob job, CancellationToken token = default)
    {
        if (job.Options.ResumeFrom is not null) throw new ArgumentException("Two trainers in turn cannot be resumed: run them one after the other, with InitialWeights.From(the first one's network).");
        using var first = First.Train(job, token);
        var second = Second.Train(job with { Options = job.Options with { InitialWeights = InitialWeights.From(first) } }, token);
        second.History.Precede(first.History);
        return second;
    }
}
