using MLNetGradExt.Training;

namespace MLNetGradExt;

/// <summary>How to train. Every option has a working default; vary with <c>with</c>.</summary>
public sealed record TrainingOptions
{
    /// <summary>How gradients become updates; null chooses AdamW with a warm-up, a cosine and a weight decay for the data at hand, see <see cref="TrainingDefaults.Optimizer"/>.</summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>What happens to gradients between backward and update, in order.</summary>
    public ValueList<GradientTransform> Gradients { get; init; } = [];

    /// <summary>What watches the run.</summary>
    public ValueList<Callback> Callbacks { get; init; } = [];

    /// <summary>Passes over the training rows; null chooses by their number, see <see cref="TrainingDefaults.Epochs"/>.</summary>
    public int? Epochs { get; init; }

    /// <summary>Rows of a step; null chooses by their number, see <see cref="TrainingDefaults.BatchSize"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The share of training rows, from 0 to below 1, put aside to judge each epoch by when the job brings no validation rows.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>Where to train.</summary>
    public Device Device { get; init; } = Device.Auto;

    /// <summary>Makes a run repeatable on one machine; null draws a new seed each time.</summary>
    public int? Seed { get; init; }

    /// <summary>By gradients, by annealing, or both.</summary>
    public Trainer Trainer { get; init; } = Trainer.Gradient;

    /// <summary>Whether rows are visited in a new order each epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether a last batch with fewer rows is left out.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// A checkpoint to go on from, or a folder of which the newest is taken; a folder without one begins anew, so the same options start a run and resume it.
    /// On the processor the end is bit for bit that of a run without interruption.
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>Weights to start from instead of fresh ones, such as a pretrained network's; without effect when a checkpoint is resumed.</summary>
    public InitialWeights? InitialWeights { get; init; }

    /// <summary>Everything wrong with these options, in sentences; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Gradients is null) problems.Add("Gradients is null: use [] for none.");
        if (Callbacks is null) problems.Add("Callbacks is null: use [] for none.");
        if (Device is null) problems.Add("Device is null: use Device.Auto.");
        if (Trainer is null) problems.Add("Trainer is null: use Trainer.Gradient.");
        if (Epochs is < 1) problems.Add($"Epochs is {Epochs}, but at least 1 is needed.");
        if (BatchSize is < 1) problems.Add($"BatchSize is {BatchSize}, but at least 1 is needed.");
        if (ResumeFrom is "") problems.Add("ResumeFrom is empty: use null to start from the beginning.");
        if (ValidationFraction is < 0 or >= 1 or double.NaN) problems.Add($"ValidationFraction is {ValidationFraction}, but it must be from 0 to below 1.");
        return problems;
    }
}
