namespace Microsoft.ML.Evaluation;

/// <summary>Areas under the curves that a ranking by score draws.</summary>
internal static class RankingAreas
{
    /// <summary>ROC area as the Mann-Whitney statistic: pairs ranked rightly, ties counting half, over all pairs.</summary>
    public static double Roc(List<float> scores, List<bool> labels)
    {
        var order = Ascending(scores);
        double negativesBelow = 0, wins = 0, positives = 0, negatives = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            double tiedPositives = 0, tiedNegatives = 0;
            for (; end < order.Length && scores[order[end]] == scores[order[start]]; end++)
            {
                if (labels[order[end]]) tiedPositives++; else tiedNegatives++;
            }
            wins += tiedPositives * (negativesBelow + 0.5 * tiedNegatives);
            negativesBelow += tiedNegatives;
            positives += tiedPositives;
            negatives += tiedNegatives;
            start = end;
        }
        if (positives == 0)
            throw new ArgumentOutOfRangeException("PosSample", "AUC is not defined when there is no positive class in the data");
        if (negatives == 0)
            throw new ArgumentOutOfRangeException("NegSample", "AUC is not defined when there is no negative class in the data");
        return wins / (positives * negatives);
    }

    /// <summary>
    /// Precision-recall area by lower trapezoids: from the highest score down, each positive adds a slab whose left edge
    /// is the precision just before it, which the negatives since the last positive have lowered. Ties keep their row order.
    /// </summary>
    public static double PrecisionRecall(List<float> scores, List<bool> labels)
    {
        var positives = labels.Count(positive => positive);
        if (positives == 0)
            return 0;
        double taken = 0, hits = 0, edge = 1, area = 0;
        foreach (var row in Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]))
        {
            taken++;
            if (labels[row])
            {
                hits++;
                area += (edge + hits / taken) / 2 / positives;
            }
            edge = hits / taken;
        }
        return area;
    }

    private static int[] Ascending(List<float> scores)
    {
        var order = Enumerable.Range(0, scores.Count).ToArray();
        Array.Sort(scores.ToArray(), order);
        return order;
    }
}
