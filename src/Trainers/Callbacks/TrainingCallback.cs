using MLNetGradExt.Training;

namespace MLNetGradExt;

/// <summary>
/// A callback at work in one run; override what you need. Order of events: begin of training; for each epoch its begin,
/// the end of each batch, its end; end of training. When a stop is requested in the middle of an epoch the
/// epoch is validated, recorded and ended as usual, then training ends. On cancellation and on a loss that is not finite
/// the unfinished epoch has no end event, but the end of training comes, with the reason. Any other exception ends the run without a
/// further event. <see cref="Dispose()"/> comes last, however the run ends.
/// A run resumed from a checkpoint begins training again and goes on with the next event. A callback that implements
/// <see cref="Checkpoints.ICheckpointable"/> is part of the checkpoint: its state is loaded before the begin of training.
/// </summary>
public abstract class TrainingCallback : IDisposable
{
    /// <summary>Before the first step.</summary>
    public virtual void OnTrainBegin(TrainingRun run) { }

    /// <summary>Before an epoch's first step.</summary>
    public virtual void OnEpochBegin(TrainingRun run) { }

    /// <summary>After a step. Reading the loss here waits for the device: do it rarely.</summary>
    public virtual void OnBatchEnd(TrainingRun run) { }

    /// <summary>After an epoch and its validation.</summary>
    public virtual void OnEpochEnd(TrainingRun run, EpochRecord epoch) { }

    /// <summary>After the last step, with the reason in the run's history. The network's weights may still be changed here, as restoring the best ones does.</summary>
    public virtual void OnTrainEnd(TrainingRun run) { }

    /// <summary>
    /// Whether <see cref="OnTrainEnd"/> puts finite weights back. Where a callback does, a loss that is NaN or infinite ends the run with
    /// <see cref="StopReason.NonFiniteLoss"/> instead of a <see cref="NonFiniteLossException"/>.
    /// </summary>
    public virtual bool KeepsWeights => false;

    /// <summary>Releases what the callback holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the callback holds.</summary>
    protected virtual void Dispose(bool disposing) { }
}
