namespace Microsoft.ML.Transforms;

/// <summary>Statistics of one slot over a training pass. NaN is not counted; infinities only move the bounds.</summary>
internal struct SlotStatistics
{
    private double _squares;

    public SlotStatistics()
    {
    }

    public long Count;
    public double Mean;
    public double Min = double.PositiveInfinity;
    public double Max = double.NegativeInfinity;

    /// <summary>Population variance.</summary>
    public readonly double Variance => Count > 0 ? _squares / Count : 0;

    // Welford's update: one pass, no cancellation.
    public void Add(double value)
    {
        if (double.IsNaN(value))
            return;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        if (double.IsInfinity(value))
            return;
        Count++;
        var off = value - Mean;
        Mean += off / Count;
        _squares += off * (value - Mean);
    }
}
