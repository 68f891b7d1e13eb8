using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;

namespace MLNetGradExt.Annealing;

/// <summary>Which of two trainers in turn is at work.</summary>
/// <param name="Scope">Where checkpoints say so; one trainer of two may itself be two in turn.</param>
/// <param name="Earlier">The record that the first one left, or null while it is at work.</param>
internal sealed record Turn(string Scope, History? Earlier)
{
    /// <summary>Where the checkpoint that a job goes on from stands; the first one's turn when it has none.</summary>
    /// <exception cref="InvalidDataException">The checkpoint was written by something else.</exception>
    public static Turn Of(TrainingJob job)
    {
        var name = $"turn {job.Turns}";
        using var state = job.Options.ResumeFrom is { } path ? CheckpointFolder.Find(path) : null;
        if (state is null) return new Turn(name, null);
        IStateReader own = state.Scope(name);
        if (!own.Has("second")) throw new InvalidDataException($"The checkpoint {job.Options.ResumeFrom} was not written by {job.Options.Trainer}: resume it with the trainer that it belongs to.");
        return new Turn(name, own.ReadInt64("second") == 0 ? null : Read(own));
    }

    /// <summary>The job whose checkpoints say whose turn it is.</summary>
    public TrainingJob Marked(TrainingJob job) => job with
    {
        Turns = job.Turns + 1,
        AlsoSaved = writer =>
        {
            job.AlsoSaved?.Invoke(writer);
            var own = writer.Scope(Scope);
            own.Write("second", Earlier is null ? 0L : 1L);
            if (Earlier is null) return;
            own.Write("history", HistoryJson.Write(Earlier.Epochs, Earlier.Events));
            TraceState.Save(Earlier, own.Scope("traces"));
        },
    };

    private static History Read(IStateReader own)
    {
        var earlier = HistoryJson.ReadAll(own.ReadString("history"));
        TraceState.Load(earlier, own.Scope("traces"));
        return earlier;
    }
}
