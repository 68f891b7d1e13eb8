namespace MLNetGradExt.Annealing;

/// <summary>
/// Ignite: some chains of Langevin steps, resampled by Boltzmann weights. Anneal: the best goes on alone while learning rate and noise fall.
/// Quench: L-BFGS or another optimizer to the bottom of the valley. Hop, with what is left: perturb by a share of the mean weight, quench,
/// accept by Metropolis. See <see cref="AnnealingMethod.Hybrid"/>; docs/annealing.md has the figures behind the defaults.
/// </summary>
public sealed record HybridAnnealing : AnnealingMethod
{
    /// <summary>The optimizer of quenches; null takes L-BFGS.</summary>
    public Optimizer? Quench { get; init; }

    /// <summary>The first learning rate of the Langevin steps; it falls by a cosine to almost nothing.</summary>
    public double LearningRate { get; init; } = 0.03;

    /// <summary>Chains that are ignited.</summary>
    public int IgnitedChains { get; init; } = 8;

    /// <summary>The share of the run after which one chain is left.</summary>
    public double IgniteUntil { get; init; } = 0.05;

    /// <summary>The share of the run after which the quench begins.</summary>
    public double AnnealUntil { get; init; } = 0.85;

    /// <summary>The noise of a Langevin step over the one that the temperature asks for; 0 is Adam.</summary>
    public double Noise { get; init; } = 1;

    /// <summary>The first hop, as a share of the mean absolute weight; ×1.1 when a hop is accepted, ×0.8 when not.</summary>
    public double HopSize { get; init; } = 0.3;

    /// <summary>Steps of the quench after a hop at most.</summary>
    public int HopSteps { get; init; } = 300;

    /// <inheritdoc/>
    public override bool NeedsGradient => true;

    /// <inheritdoc/>
    public override int StartPoints(long dimension) => Math.Max(4 * IgnitedChains, 32);

    /// <inheritdoc/>
    public override AnnealingState Bind(AnnealingContext context) => new HybridState(this, context);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (!(LearningRate > 0) || double.IsInfinity(LearningRate)) yield return $"The learning rate is {LearningRate}, but it must be a positive number.";
        if (IgnitedChains < 1) yield return $"There are {IgnitedChains} chains, but at least 1 is needed.";
        if (!(IgniteUntil >= 0 && IgniteUntil <= AnnealUntil && AnnealUntil <= 1)) yield return $"IgniteUntil is {IgniteUntil} and AnnealUntil {AnnealUntil}, but they must ascend from 0 to 1.";
        if (!(Noise >= 0) || double.IsInfinity(Noise)) yield return $"The noise is {Noise}, but it must be 0 or more.";
        if (!(HopSize > 0) || double.IsInfinity(HopSize)) yield return $"The hop is {HopSize}, but it must be a positive number.";
        if (HopSteps < 1) yield return $"HopSteps is {HopSteps}, but at least 1 is needed.";
    }
}
