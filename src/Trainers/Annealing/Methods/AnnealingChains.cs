namespace MLNetGradExt.Annealing;

/// <summary>Simulated annealing of several chains at a time; see <see cref="AnnealingMethod.Chains"/> and <see cref="AnnealingMethod.Tempering"/>.</summary>
public sealed record AnnealingChains : AnnealingMethod
{
    internal static readonly Proposal DefaultProposal = Proposal.InTurn(Proposal.Gaussian(), Proposal.Differential);

    /// <summary>How many chains; null takes max(8, min(32, 4·dimension)).</summary>
    public int? Count { get; init; }

    /// <summary>How candidates are made.</summary>
    public Proposal Proposal { get; init; } = DefaultProposal;

    /// <summary>Whether they are taken.</summary>
    public Acceptance Acceptance { get; init; } = Acceptance.Metropolis;

    /// <summary>The first step in natural units of the coordinates.</summary>
    public double StepSize { get; init; } = 0.5;

    /// <summary>The acceptance that each chain's step is adapted to; 0 keeps steps as they are.</summary>
    public double TargetAcceptance { get; init; } = 0.25;

    /// <summary>Whether chains are resampled by Boltzmann weights when the effective number of them falls under half.</summary>
    public bool Resample { get; init; } = true;

    /// <summary>Above 1, chains stand on a ladder of temperatures, each so many times as hot as the next, and exchange points; 1 is no ladder.</summary>
    public double LadderRatio { get; init; } = 1;

    /// <inheritdoc/>
    public override int StartPoints(long dimension) => 4 * Chains(dimension);

    /// <inheritdoc/>
    public override AnnealingState Bind(AnnealingContext context) => new ChainsState(this, context, Chains(context.Objective.Dimension));

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Count is < 1) yield return $"There are {Count} chains, but at least 1 is needed.";
        if (!(StepSize > 0) || double.IsInfinity(StepSize)) yield return $"The first step is {StepSize}, but it must be a positive number.";
        if (!(TargetAcceptance >= 0 && TargetAcceptance < 1)) yield return $"The target acceptance is {TargetAcceptance}, but it must be from 0 to below 1.";
        if (!(LadderRatio >= 1) || double.IsInfinity(LadderRatio)) yield return $"The ratio of temperatures is {LadderRatio}, but it must be at least 1.";
        foreach (var problem in Proposal is null ? ["The proposal is null."] : Proposal.Problems()) yield return problem;
        foreach (var problem in Acceptance is null ? ["The acceptance is null."] : Acceptance.Problems()) yield return problem;
    }

    private int Chains(long dimension) => Count ?? ChainsFor(dimension);
}
