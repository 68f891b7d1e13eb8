namespace Microsoft.ML.Calibrators;

/// <summary>Isotonic regression by pooling adjacent violators: a non-decreasing step function of the score.</summary>
internal static class IsotonicFit
{
    public static (float[] Mins, float[] Maxes, float[] Values) Fit(IEnumerable<(float Score, bool Positive, float Weight)> rows)
    {
        var pools = new List<(float Min, float Max, double Positive, double Weight)>();
        foreach (var group in rows.GroupBy(row => row.Score).OrderBy(group => group.Key))
        {
            var pool = (Min: group.Key, Max: group.Key, Positive: group.Sum(r => r.Positive ? (double)r.Weight : 0), Weight: group.Sum(r => (double)r.Weight));
            while (pools.Count > 0 && pools[^1].Positive * pool.Weight >= pool.Positive * pools[^1].Weight)
            {
                var below = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                pool = (below.Min, pool.Max, below.Positive + pool.Positive, below.Weight + pool.Weight);
            }
            pools.Add(pool);
        }
        return (pools.Select(p => p.Min).ToArray(), pools.Select(p => p.Max).ToArray(), pools.Select(p => (float)(p.Positive / p.Weight)).ToArray());
    }
}
