namespace Microsoft.ML.Data;

/// <summary>Mean, standard deviation and standard error of a metric over repeated measurements.</summary>
public sealed class MetricStatistics
{
    private double _mean, _squares;

    internal MetricStatistics()
    {
    }

    /// <summary>The mean.</summary>
    public double Mean => Count > 0 ? _mean : 0;

    /// <summary>The sample standard deviation; 0 for one measurement.</summary>
    public double StandardDeviation => Count <= 1 ? 0 : Math.Sqrt(_squares / (Count - 1));

    /// <summary>The standard deviation over the root of the count.</summary>
    public double StandardError => Count == 0 ? 0 : StandardDeviation / Math.Sqrt(Count);

    /// <summary>The number of measurements.</summary>
    public int Count { get; private set; }

    // Welford's update keeps the sums small, so that a metric of large mean loses no digits.
    internal void Add(double value)
    {
        Count++;
        var off = value - _mean;
        _mean += off / Count;
        _squares += off * (value - _mean);
    }

    internal static IReadOnlyList<MetricStatistics> AddAll(IReadOnlyList<MetricStatistics> statistics, IReadOnlyList<double> values)
    {
        statistics ??= values.Select(_ => new MetricStatistics()).ToArray();
        for (var i = 0; i < values.Count; i++)
            statistics[i].Add(values[i]);
        return statistics;
    }
}
