using MLNetGradExt.Annealing;

namespace MLNetGradExt;

/// <summary>The recipe of a search: what a step of an annealing does.</summary>
public abstract record AnnealingMethod
{
    /// <summary>
    /// Thermal evolution, the default without gradients: a normal cloud of candidates that moves towards its best half, with a width for each
    /// coordinate and a step controlled by the path it takes (the separable CMA-ES of Ros and Hansen, 2008).
    /// </summary>
    /// <param name="population">Candidates of a generation; null takes 4 + 3·ln(dimension), at least 8.</param>
    /// <param name="stepSize">The first step in natural units of the coordinates.</param>
    public static AnnealingMethod Evolution(int? population = null, double stepSize = 0.5) => new ThermalEvolution(population, stepSize);

    /// <summary>Simulated annealing of a population of chains, each with its own step, resampled by Boltzmann weights as they cool.</summary>
    /// <param name="chains">How many; null takes max(8, min(32, 4·dimension)).</param>
    /// <param name="proposal">How candidates are made; null takes Gaussian and differential moves in turn.</param>
    /// <param name="acceptance">Whether they are taken; null takes Metropolis.</param>
    public static AnnealingMethod Chains(int? chains = null, Proposal? proposal = null, Acceptance? acceptance = null) =>
        new AnnealingChains { Count = chains, Proposal = proposal ?? AnnealingChains.DefaultProposal, Acceptance = acceptance ?? Acceptance.Metropolis };

    /// <summary>Parallel tempering: chains at a ladder of temperatures that exchange their points, so that hot ones explore and cold ones refine.</summary>
    /// <param name="chains">How many; null takes max(8, min(32, 4·dimension)).</param>
    /// <param name="ratio">The temperature of each chain over that of the next colder one; the coldest has the run's.</param>
    /// <param name="proposal">How candidates are made; null takes Gaussian ones.</param>
    public static AnnealingMethod Tempering(int? chains = null, double ratio = 1.6, Proposal? proposal = null) =>
        new AnnealingChains { Count = chains, Proposal = proposal ?? Proposal.Gaussian(), LadderRatio = ratio, Resample = false };

    /// <summary>
    /// The default with gradients: chains of preconditioned Langevin steps that resample to one, a quench, then hops: perturb, quench, accept at a falling temperature.
    /// </summary>
    /// <param name="quench">The optimizer of quenches; null takes L-BFGS.</param>
    /// <param name="learningRate">The first learning rate of the Langevin steps; it falls by a cosine.</param>
    public static AnnealingMethod Hybrid(Optimizer? quench = null, double learningRate = 0.03) => new HybridAnnealing { Quench = quench, LearningRate = learningRate };

    /// <summary>
    /// The seed's own words: one chain from a random point, every coordinate moved by a uniform step at once, Metropolis, no adaptation.
    /// Its settings (T = 100, a cooling factor of 0.99999, 1,000 steps) never cool: T stays above 99 while losses differ by 0.1 to 10, so
    /// almost everything is accepted and the result is the best point of a random walk. Use another method.
    /// </summary>
    /// <param name="stepSize">The longest move of a coordinate.</param>
    public static AnnealingMethod SeedLiteral(double stepSize = 0.1) => new SeedHeatMethod(stepSize);

    /// <summary>Whether it asks for gradients.</summary>
    public virtual bool NeedsGradient => false;

    /// <summary>How many points the run draws and evaluates for it to start from.</summary>
    public abstract int StartPoints(long dimension);

    /// <summary>Makes the state for one run, from the context's points and losses.</summary>
    public abstract AnnealingState Bind(AnnealingContext context);

    /// <summary>Everything wrong with this recipe's own numbers; empty when all is well.</summary>
    public virtual IEnumerable<string> Problems() => [];

    /// <summary>The default number of chains.</summary>
    internal static int ChainsFor(long dimension) => (int)Math.Max(8, Math.Min(32, 4 * dimension));
}
