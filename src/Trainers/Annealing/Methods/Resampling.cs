namespace MLNetGradExt.Annealing;

/// <summary>Boltzmann weights and what one does with them.</summary>
internal static class Resampling
{
    /// <summary>e^w, divided by their sum.</summary>
    public static double[] Weights(double[] logWeights)
    {
        var most = logWeights.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var weights = logWeights.Select(w => double.IsNaN(w) ? 0 : Math.Exp(w - most)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => sum > 0 ? w / sum : 1.0 / weights.Length)];
    }

    /// <summary>1 / Σ w²: how many equal members would be as good.</summary>
    public static double EffectiveSize(double[] weights) => 1 / weights.Sum(w => w * w);

    /// <summary>As many indices as weights, each about as often as its weight says: one uniform number places a comb over the cumulated weights (Kitagawa, 1996).</summary>
    public static int[] Systematic(double[] weights, double uniform)
    {
        var chosen = new int[weights.Length];
        var (at, sum) = (0, weights[0]);
        for (var i = 0; i < chosen.Length; i++)
        {
            var tooth = (i + uniform) / chosen.Length;
            while (sum < tooth && at + 1 < weights.Length) sum += weights[++at];
            chosen[i] = at;
        }
        return chosen;
    }
}
