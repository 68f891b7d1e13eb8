namespace MLNetGradExt.Annealing;

/// <summary>The learning rates of separable CMA-ES, which follow from dimension and population (Hansen, "The CMA Evolution Strategy: A Tutorial"; the two of C times (n + 2)/3, because a diagonal has fewer numbers to learn).</summary>
internal sealed record EvolutionRates(long Dimension, int Population, double[] Weights, double Effective, double StepPath, double Damping, double Path, double RankOne, double RankMany, double ExpectedLength)
{
    public int Parents => Weights.Length;

    public static EvolutionRates For(long dimension, int population)
    {
        double n = dimension;
        var weights = Enumerable.Range(1, population / 2).Select(rank => Math.Log((population + 1) / 2.0) - Math.Log(rank)).ToArray();
        var sum = weights.Sum();
        weights = [.. weights.Select(w => w / sum)];
        var effective = 1 / weights.Sum(w => w * w);
        var stepPath = (effective + 2) / (n + effective + 5);
        var separable = (n + 2) / 3;
        var one = Math.Min(1, separable * 2 / ((n + 1.3) * (n + 1.3) + effective));
        return new EvolutionRates(dimension, population, weights, effective, stepPath,
            Damping: 1 + 2 * Math.Max(0, Math.Sqrt((effective - 1) / (n + 1)) - 1) + stepPath,
            Path: (4 + effective / n) / (n + 4 + 2 * effective / n),
            RankOne: one,
            RankMany: Math.Min(1 - one, separable * Math.Min(1, 2 * (effective - 2 + 1 / effective) / ((n + 2) * (n + 2) + effective))),
            ExpectedLength: Math.Sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)));
    }
}
