namespace MLNetGradExt.Annealing;

/// <summary>Equal factors for equal parts of the run.</summary>
internal sealed record GeometricCooling : Cooling
{
    public override double At(CoolingStep step) => step.Initial <= 0 || step.Final <= 0 ? step.Initial * (1 - step.Progress) : step.Initial * Math.Pow(step.Final / step.Initial, step.Progress);

    public override string ToString() => "Geometric";
}

/// <summary>T₀·ln 2 / ln(step + 2).</summary>
internal sealed record LogarithmicCooling : Cooling
{
    public override double At(CoolingStep step) => step.Initial * Math.Log(2) / Math.Log(step.Step + 2);

    public override string ToString() => "Logarithmic";
}

/// <summary>One factor a step.</summary>
/// <param name="Alpha">The factor.</param>
internal sealed record FactorCooling(double Alpha) : Cooling
{
    public override double At(CoolingStep step) => step.Initial * Math.Pow(Alpha, step.Step);

    public override IEnumerable<string> Problems()
    {
        if (!(Alpha > 0 && Alpha <= 1)) yield return $"The cooling factor is {Alpha}, but it must be above 0 and at most 1.";
    }
}

/// <summary>By the deviation of the losses.</summary>
/// <param name="Delta">The distance from equilibrium.</param>
internal sealed record AdaptiveCooling(double Delta) : Cooling
{
    // Losses that do not differ at all must not end the run in one step.
    private const double FastestFactor = 0.5;

    public override double At(CoolingStep step)
    {
        if (step.Step == 0) return step.Initial;
        var factor = 1 / (1 + step.Temperature * Math.Log(1 + Delta) / (3 * Math.Max(step.Deviation, 1e-300)));
        return step.Temperature * Math.Max(FastestFactor, factor);
    }

    public override IEnumerable<string> Problems()
    {
        if (!(Delta > 0) || double.IsInfinity(Delta)) yield return $"The adaptive cooling's delta is {Delta}, but it must be a positive number.";
    }
}
