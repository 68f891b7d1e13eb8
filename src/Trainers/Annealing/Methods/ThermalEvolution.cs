namespace MLNetGradExt.Annealing;

/// <summary>Separable CMA-ES; see <see cref="AnnealingMethod.Evolution"/>.</summary>
/// <param name="Population">Candidates of a generation, or null for 4 + 3·ln(dimension), at least 8.</param>
/// <param name="StepSize">The first step in natural units of the coordinates.</param>
public sealed record ThermalEvolution(int? Population, double StepSize) : AnnealingMethod
{
    /// <inheritdoc/>
    public override int StartPoints(long dimension) => 4 * Size(dimension);

    /// <inheritdoc/>
    public override AnnealingState Bind(AnnealingContext context) => new EvolutionState(this, context, Size(context.Objective.Dimension));

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Population is < 4) yield return $"A generation has {Population} candidates, but at least 4 are needed.";
        if (!(StepSize > 0) || double.IsInfinity(StepSize)) yield return $"The first step is {StepSize}, but it must be a positive number.";
    }

    private int Size(long dimension) => Population ?? Math.Max(8, (int)(4 + 3 * Math.Log(dimension)));
}
