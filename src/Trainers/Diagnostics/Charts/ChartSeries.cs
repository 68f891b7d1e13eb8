namespace MLNetGradExt.Diagnostics;

/// <summary>One point of a chart. A value that is not finite interrupts the line.</summary>
/// <param name="X">The horizontal value, such as the epoch.</param>
/// <param name="Y">The vertical value, such as the loss.</param>
public readonly record struct ChartPoint(double X, double Y);

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Its points from left to right.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Whether the line is dashed, for what is expected rather than measured. Solid by default.</summary>
    public bool Dashed { get; init; }

    /// <summary>A line through values at <c>firstX</c>, <c>firstX + 1</c>, and so on.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="values">The vertical values.</param>
    /// <param name="firstX">Where the first one stands; 1 by default, as epochs are counted.</param>
    public static ChartSeries From(string name, IEnumerable<double> values, double firstX = 1) =>
        new(name, [.. values.Select((value, index) => new ChartPoint(firstX + index, value))]);
}
