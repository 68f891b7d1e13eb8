namespace MLNetGradExt.Bridging;

/// <summary>What one pass learns about a label: its mean and spread (Welford), and how often each class occurs.</summary>
internal sealed class LabelSummary(LabelKind kind, int classes)
{
    private readonly long[] _counts = new long[kind == LabelKind.Boolean ? 2 : classes];
    private double _mean;
    private double _squares;

    public long Rows { get; private set; }

    public double Mean => _mean;

    /// <summary>Population standard deviation.</summary>
    public double Deviation => Rows == 0 ? 0 : Math.Sqrt(_squares / Rows);

    public IReadOnlyList<long> Counts => _counts;

    public void Add(double label, long row)
    {
        Rows++;
        if (kind == LabelKind.Number)
        {
            var delta = label - _mean;
            _mean += delta / Rows;
            _squares += delta * (label - _mean);
            return;
        }
        var index = (int)label;
        if (index >= _counts.Length) throw new InvalidOperationException($"The label at row {row} is class {index}, but the key has {_counts.Length} classes.");
        _counts[index]++;
    }

    /// <summary>Classes with at least one row.</summary>
    public int Present => _counts.Count(c => c > 0);
}
