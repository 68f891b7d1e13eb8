using MLNetGradExt.Annealing;

namespace MLNetGradExt;

public abstract partial record Trainer
{
    /// <summary>
    /// Annealing, which needs no gradient: for losses such as <see cref="Loss.ZeroOne"/> or a cost of your own, and for small networks.
    /// Every step looks at all rows; <see cref="TrainingOptions.BatchSize"/>, Gradients and Optimizer are not used. Epochs are progress
    /// reports: the run is divided into so many, 20 by default.
    /// </summary>
    /// <param name="method">How to search; null takes <see cref="AnnealingMethod.Evolution"/>.</param>
    /// <param name="options">Temperatures and limits; working defaults when null.</param>
    public static Trainer Annealing(AnnealingMethod? method = null, AnnealingOptions? options = null) =>
        new AnnealingTrainer(method ?? AnnealingMethod.Evolution(), options ?? new AnnealingOptions());

    /// <summary>
    /// Annealing with gradients: chains of noisy gradient steps, a quench, and hops from valley to valley; every step looks at all rows.
    /// The loss must have a gradient.
    /// </summary>
    /// <param name="quench">The optimizer of quenches; null takes L-BFGS.</param>
    /// <param name="options">Temperatures and limits; working defaults when null.</param>
    public static Trainer Hybrid(Optimizer? quench = null, AnnealingOptions? options = null) =>
        new AnnealingTrainer(AnnealingMethod.Hybrid(quench), options ?? new AnnealingOptions());

    /// <summary>This trainer, then another that starts from the weights found: <c>Trainer.Annealing().Then(Trainer.Gradient)</c> searches globally and refines by gradients.</summary>
    public Trainer Then(Trainer next) => new TrainersInTurn(this, next);
}
