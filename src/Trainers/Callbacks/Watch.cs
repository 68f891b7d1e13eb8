using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Callbacks;

/// <summary>Follows one figure of the epochs: its best value so far and how long ago that was.</summary>
internal sealed class Watch(string monitor, double minDelta) : ICheckpointable
{
    private string? _name;
    private bool _larger;

    /// <summary>The best value so far; NaN before the first.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>The epoch of the best value.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Epochs since the best value.</summary>
    public int Waited { get; private set; }

    /// <summary>The figure that is followed, known after the first epoch.</summary>
    public string Name => _name ?? monitor;

    /// <summary>Takes an epoch; true when it is the best so far.</summary>
    /// <exception cref="ArgumentException">The epoch has no such figure; the message lists those it has and the nearest.</exception>
    public bool Improves(EpochRecord epoch, TrainingJob job)
    {
        _name ??= Resolve(epoch, job);
        var value = epoch.Values[_name];
        var better = double.IsNaN(Best) ? !double.IsNaN(value) : _larger ? value > Best + minDelta : value < Best - minDelta;
        if (better) (Best, BestEpoch, Waited) = (value, epoch.Epoch, 0);
        else Waited++;
        return better;
    }

    /// <summary>Starts counting again, keeping the best value.</summary>
    public void Forgive() => Waited = 0;

    public void SaveState(IStateWriter writer)
    {
        writer.Write("best", Best);
        writer.Write("bestEpoch", BestEpoch);
        writer.Write("waited", Waited);
    }

    public void LoadState(IStateReader reader) => (Best, BestEpoch, Waited) = (reader.ReadDouble("best"), (int)reader.ReadInt64("bestEpoch"), (int)reader.ReadInt64("waited"));

    private string Resolve(EpochRecord epoch, TrainingJob job)
    {
        if (Problem(monitor, [.. epoch.Values.Keys]) is { } problem) throw new ArgumentException(problem);
        var name = Meant(monitor, epoch.Values.ContainsKey)!;
        _larger = job.Metrics.FirstOrDefault(m => m.Name == Figures.Metric(name))?.LargerIsBetter ?? false;
        return name;
    }

    /// <summary>Says that a figure is none of those there will be, or null where it is one.</summary>
    public static string? Problem(string monitor, IReadOnlyCollection<string> figures) =>
        Meant(monitor, figures.Contains) is null ? $"There is no figure {monitor} to watch.{Figures.Missing(monitor, figures)}" : null;

    // The default of every callback works without a validation set too.
    private static string? Meant(string monitor, Func<string, bool> present) => Figures.Find(monitor, present) ?? (monitor == "val_loss" && present("loss") ? "loss" : null);
}
