namespace MLNetGradExt.Annealing;

/// <summary>min(1, e^(−Δ/T)).</summary>
internal sealed record Metropolis : Acceptance
{
    public override double Probability(double current, double candidate, double temperature) =>
        candidate <= current ? 1 : temperature > 0 && double.IsFinite(candidate) ? Math.Exp((current - candidate) / temperature) : 0;

    public override string ToString() => "Metropolis";
}

/// <summary>Only what is not worse.</summary>
internal sealed record Greedy : Acceptance
{
    public override double Probability(double current, double candidate, double temperature) => candidate <= current ? 1 : 0;

    public override string ToString() => "Greedy";
}

/// <summary>The generalised law of Tsallis' statistics.</summary>
/// <param name="Q">The index.</param>
internal sealed record Tsallis(double Q) : Acceptance
{
    public override double Probability(double current, double candidate, double temperature)
    {
        if (candidate <= current) return 1;
        if (!(temperature > 0) || !double.IsFinite(candidate)) return 0;
        var rise = (candidate - current) / temperature;
        if (Math.Abs(1 - Q) < 1e-9) return Math.Exp(-rise);
        var inner = 1 - (1 - Q) * rise;
        return inner <= 0 ? 0 : Math.Pow(inner, 1 / (1 - Q));
    }

    public override IEnumerable<string> Problems()
    {
        if (!double.IsFinite(Q)) yield return $"Tsallis' index is {Q}, but it must be a finite number.";
    }
}
