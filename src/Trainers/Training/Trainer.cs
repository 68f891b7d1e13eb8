using MLNetGradExt.Training;

namespace MLNetGradExt;

/// <summary>A way to train: by gradients, by annealing, or by both.</summary>
public abstract partial record Trainer
{
    /// <summary>Gradient descent: batch, forward, loss, backward, gradients, update, notify.</summary>
    public static Trainer Gradient { get; } = new GradientTrainer();

    /// <summary>Trains a fresh network.</summary>
    /// <param name="job">What to train, on what, towards what.</param>
    /// <param name="token">Ends the run between two steps.</param>
    /// <exception cref="ArgumentException">The options or the network do not fit; all problems are listed together.</exception>
    /// <exception cref="OperationCanceledException">The token was set.</exception>
    /// <exception cref="NonFiniteLossException">The loss became NaN or infinite.</exception>
    public abstract TrainedNetwork Train(TrainingJob job, CancellationToken token = default);
}
