namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

/// <summary>An <see cref="Optimizer"/> at work on one set of parameters: <see cref="Step"/> turns the gradients in the buffer into an update.</summary>
public abstract class OptimizerState : ICheckpointable, IDisposable
{
    /// <summary>Updates the parameters once from the gradients that are in the buffer now.</summary>
    public abstract void Step();

    /// <summary>Steps taken so far.</summary>
    public abstract long StepCount { get; }

    /// <summary>The learning rate that the next step will use, <see cref="LearningRateFactor"/> included.</summary>
    public abstract double LearningRate { get; }

    /// <summary>Multiplies the schedule's learning rate; reduce-on-plateau lowers it. Part of the state.</summary>
    public virtual double LearningRateFactor { get; set; } = 1;

    /// <summary>The tensors the optimizer keeps between steps, by name, such as "0.m" for the first link's moving mean.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Whether the optimizer keeps averaged weights; see <see cref="SwapAverage"/>.</summary>
    public virtual bool HasAverage => false;

    /// <summary>
    /// Exchanges the parameters with their running average: call it before an evaluation and again after it; call it once at the end of
    /// training to keep the averaged weights. Does nothing without an average.
    /// </summary>
    public virtual void SwapAverage() { }

    /// <inheritdoc/>
    public abstract void SaveState(IStateWriter writer);

    /// <inheritdoc/>
    public abstract void LoadState(IStateReader reader);

    /// <summary>Reads a <see cref="LearningRateFactor"/> that a run can have had.</summary>
    private protected static double ReadFactor(IStateReader reader) => reader.ReadDouble("learningRateFactor") is var factor and >= 0 and <= 1e6
        ? factor
        : throw new InvalidDataException($"The state's learning rate factor is {reader.ReadDouble("learningRateFactor")}, which no run has.");

    /// <summary>Releases the state's tensors.</summary>
    public abstract void Dispose();
}
