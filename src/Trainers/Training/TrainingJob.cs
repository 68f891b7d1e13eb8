using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;

namespace MLNetGradExt;

/// <summary>All that a <see cref="Trainer"/> needs: what to train, on what, towards what. The caller keeps the ownership of the data.</summary>
/// <param name="Network">The network's recipe.</param>
/// <param name="Train">The training rows.</param>
/// <param name="Validation">Rows to judge every epoch by, or null; see also <see cref="TrainingOptions.ValidationFraction"/>.</param>
/// <param name="Loss">What to make small.</param>
/// <param name="OutputSize">Outputs of the network: 1, or the number of classes.</param>
/// <param name="Options">How to train.</param>
public sealed record TrainingJob(Network Network, IBatchSource Train, IBatchSource? Validation, Loss Loss, int OutputSize, TrainingOptions Options)
{
    /// <summary>Figures to judge the validation set by, besides the loss.</summary>
    public ValueList<Metric> Metrics { get; init; } = Loss.DefaultMetrics;

    /// <summary>Receives log lines, on the training thread.</summary>
    public Action<TrainingMessage>? Log { get; init; }

    /// <summary>What whoever runs this job as a part of something larger adds to each checkpoint.</summary>
    internal Action<IStateWriter>? AlsoSaved { get; init; }

    /// <summary>In how many pairs of trainers in turn this job is a part.</summary>
    internal int Turns { get; init; }
}
