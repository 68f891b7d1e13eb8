namespace MLNetGradExt.Transforms;

/// <summary>What fitting found in one column; the lists have one entry a slot, or one entry for a scalar column.</summary>
/// <param name="ColumnName">The input column.</param>
/// <param name="Rows">Rows seen.</param>
/// <param name="Mean">The mean of the present values, 0 where none was present.</param>
/// <param name="StandardDeviation">Their standard deviation, 0 for a constant slot.</param>
/// <param name="Missing">How many values were missing.</param>
public sealed record ColumnStatistics(string ColumnName, long Rows, IReadOnlyList<double> Mean, IReadOnlyList<double> StandardDeviation, IReadOnlyList<long> Missing)
{
    /// <summary>What a slot is divided by: its standard deviation, or 1 where that is 0 (a constant slot becomes all zeros).</summary>
    public double Scale(int slot) => IsConstant(slot) ? 1 : StandardDeviation[slot];

    /// <summary>Whether a slot's spread is nothing but rounding: below 1e-12 of its mean.</summary>
    public bool IsConstant(int slot) => StandardDeviation[slot] <= 1e-12 * Math.Abs(Mean[slot]);
}
