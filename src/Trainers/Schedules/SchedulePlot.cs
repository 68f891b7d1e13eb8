namespace MLNetGradExt.Schedules;

using MLNetGradExt.Diagnostics;

/// <summary>Draws a schedule.</summary>
internal static class SchedulePlot
{
    private const int MaximumPoints = 500;

    public static string Svg(Schedule schedule, long steps, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var fitted = schedule.Over(steps);
        var count = (int)Math.Min(steps, MaximumPoints);
        var points = new List<ChartPoint>(count);
        for (var i = 0; i < count; i++)
        {
            var step = count == 1 ? 0 : (long)Math.Round(i * (steps - 1.0) / (count - 1));
            points.Add(new ChartPoint(step, fitted.At(step)));
        }

        return new Chart("Schedule") { XLabel = "step", Width = width, Height = height, Series = [new ChartSeries("value", points)] }.ToSvg();
    }
}
