namespace MLNetGradExt.Schedules;

using System.Globalization;
using System.Text;

/// <summary>Draws a schedule as a small SVG line that reads on light and dark backgrounds.</summary>
internal static class SchedulePlot
{
    private const int Margin = 48;
    private const int MaximumPoints = 500;

    public static string Svg(Schedule schedule, long steps, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var fitted = schedule.Over(steps);
        var count = (int)Math.Min(steps, MaximumPoints);
        var at = Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (long)Math.Round(i * (steps - 1.0) / (count - 1))).ToArray();
        var values = at.Select(fitted.At).ToArray();
        double low = Math.Min(0, values.Min()), high = values.Max();
        if (high <= low) high = low + 1;

        double X(long step) => Margin + (width - 2.0 * Margin) * step / Math.Max(1, steps - 1);
        double Y(double value) => height - Margin / 2.0 - (height - Margin) * (value - low) / (high - low);

        var line = new StringBuilder();
        for (var i = 0; i < count; i++) line.Append(Number(X(at[i]))).Append(',').Append(Number(Y(values[i]))).Append(' ');
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="sans-serif" font-size="11">
              <g fill="none" stroke="#888888"><path d="M{Margin} {Margin / 2}V{Number(Y(low))}H{width - Margin}"/></g>
              <polyline fill="none" stroke="#1f77b4" stroke-width="2" points="{line.ToString().TrimEnd()}"/>
              <g fill="#888888"><text x="{Margin - 4}" y="{Number(Y(high) + 4)}" text-anchor="end">{Short(high)}</text><text x="{Margin - 4}" y="{Number(Y(low))}" text-anchor="end">{Short(low)}</text><text x="{width - Margin}" y="{height - 4}" text-anchor="end">{steps} steps</text></g>
            </svg>
            """;
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
