namespace MLNetGradExt;

/// <summary>
/// Heats up again when the best loss has stood still: after <paramref name="Patience"/> steps the temperature is multiplied by
/// <paramref name="Factor"/>, then the heat leaves geometrically over as many steps, again and again until there is progress.
/// </summary>
/// <param name="Patience">Steps without a better loss that are borne.</param>
/// <param name="Factor">At least 1.</param>
public sealed record Reheating(int Patience = 200, double Factor = 10)
{
    /// <summary>What the temperature is multiplied by, so many steps after the last better loss.</summary>
    public double At(long stalled) => stalled < Patience ? 1 : Math.Pow(Factor, 1 - (stalled - Patience) % Patience / (double)Patience);

    /// <summary>Everything wrong with this recipe's own numbers; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (Patience < 1) yield return $"Reheating's patience is {Patience}, but at least 1 step is needed.";
        if (!(Factor >= 1) || double.IsInfinity(Factor)) yield return $"Reheating's factor is {Factor}, but it must be at least 1.";
    }
}
