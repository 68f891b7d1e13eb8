using System.Globalization;
using MLNetGradExt.Diagnostics;

namespace MLNetGradExt;

/// <summary>One step of a <see cref="LearningRateFinder"/>.</summary>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="Loss">The loss of its batch, before the step.</param>
/// <param name="Smooth">The loss smoothed over the steps so far.</param>
public readonly record struct LearningRatePoint(double LearningRate, double Loss, double Smooth);

/// <summary>The result of a <see cref="LearningRateFinder"/>.</summary>
/// <param name="Points">The steps, up to where the loss blew up.</param>
/// <param name="Suggestion">The learning rate to train with: between the middle of the descent and a tenth of <paramref name="Limit"/>.</param>
/// <param name="Limit">The learning rate with the lowest loss: beyond it, it rises again. A one-cycle schedule may peak near half of it.</param>
public sealed record LearningRateCurve(ValueList<LearningRatePoint> Points, double Suggestion, double Limit)
{
    private const int Ignored = 5;   // the first steps, whose smoothed loss is still settling

    internal static LearningRateCurve Of(IReadOnlyList<LearningRatePoint> points)
    {
        if (points.Count <= 2 * Ignored)
            throw new InvalidOperationException(
                $"The loss blew up after {points.Count} steps, below the smallest learning rate tried: standardise the features, or begin the test lower.");
        var lowest = Enumerable.Range(Ignored, points.Count - Ignored).MinBy(i => points[i].Smooth);
        // Slopes between neighbours are mostly noise of the batches, and over a descent of several decades the steepest part lies far too early.
        // Two robust marks: the middle of the descent (of the loss's logarithm when it can be taken) is on the careful side, a tenth of the rate with
        // the lowest smoothed loss, which lags, on the bold one. The suggestion is halfway between them.
        var plateau = points.Skip(Ignored).Take(Math.Max(1, points.Count / 10)).Average(p => p.Smooth);
        var bottom = points[lowest].Smooth;
        var middle = plateau > 0 && bottom > 0 ? Math.Sqrt(plateau * bottom) : (plateau + bottom) / 2;
        var half = lowest;
        while (half > Ignored && points[half - 1].Smooth < middle) half--;
        var limit = points[lowest].LearningRate;
        var suggestion = Math.Min(limit / 10, Math.Sqrt(limit / 10 * points[half].LearningRate));
        return new LearningRateCurve([.. points], suggestion, limit);
    }

    /// <summary>The curve as a self-contained SVG picture.</summary>
    public string ToSvg() => new Chart(string.Create(CultureInfo.InvariantCulture, $"Learning rate: {Suggestion:0.0e0} suggested, {Limit:0.0e0} at the most"))
    {
        XLabel = "learning rate",
        YLabel = "loss",
        LogX = true,
        Series =
        [
            new ChartSeries("loss, smoothed", [.. Points.Select(p => new ChartPoint(p.LearningRate, p.Smooth))]),
            new ChartSeries("suggestion", [new ChartPoint(Suggestion, Points.Min(p => p.Smooth)), new ChartPoint(Suggestion, Points.Max(p => p.Smooth))]) { Dashed = true },
        ],
    }.ToSvg();
}
