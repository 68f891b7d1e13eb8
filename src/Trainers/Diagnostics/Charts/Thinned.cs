namespace MLNetGradExt.Diagnostics;

/// <summary>Long lines, thinned for drawing: of every bucket the lowest and the highest point stay, so no spike is lost.</summary>
internal static class Thinned
{
    public static IEnumerable<ChartPoint> Points(IReadOnlyList<ChartPoint> points, int most)
    {
        if (points.Count <= most) return points;
        var buckets = most / 2;
        var kept = new SortedSet<int> { 0, points.Count - 1 };
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var from = (int)((long)points.Count * bucket / buckets);
            var to = (int)((long)points.Count * (bucket + 1) / buckets);
            int low = from, high = from;
            for (var index = from; index < to; index++)
            {
                if (!double.IsFinite(points[index].Y)) kept.Add(index);
                else if (!(points[index].Y >= points[low].Y)) low = index;
                else if (!(points[index].Y <= points[high].Y)) high = index;
            }
            kept.Add(low);
            kept.Add(high);
        }
        return kept.Select(index => points[index]);
    }
}
