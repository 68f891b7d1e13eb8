namespace MLNetGradExt.Diagnostics;

/// <summary>Turns a <see cref="History"/> into charts.</summary>
internal static class HistoryCharts
{
    private const string Validation = "val_";

    /// <summary>One chart a figure, the validation curve beside the training curve; then the learning rate, then the traces.</summary>
    public static IEnumerable<Chart> Of(History history)
    {
        foreach (var figure in history.Names.Select(Figure).Distinct())
            yield return Chart(history, [.. history.Names.Where(name => Figure(name) == figure)]);
        if (history.Epochs.Any(epoch => epoch.LearningRate > 0))
            yield return new Chart("learning rate")
            {
                XLabel = "epoch",
                Series = [new("last step of the epoch", [.. history.Epochs.Select(epoch => new ChartPoint(epoch.Epoch, epoch.LearningRate))])],
            };
        foreach (var (name, trace) in history.Traces)
        {
            ChartPoint[] points = [.. trace.Select(point => new ChartPoint(point.At, point.Value))];
            yield return new Chart(name) { XLabel = history.TraceAxis(name), LogY = SpansDecades(points.Select(point => point.Y)), Series = [new(name, points)] };
        }
    }

    /// <summary>Named figures in one chart.</summary>
    public static Chart Chart(History history, IReadOnlyList<string> names)
    {
        if (names.Count == 0) names = [.. history.Names.Where(name => Figure(name) == "loss")];
        foreach (var name in names)
            if (!history.Names.Contains(name))
                throw new ArgumentException($"The history has no figure '{name}'; it has {string.Join(", ", history.Names)}.");
        List<ChartSeries> series = [.. names.Select(name => new ChartSeries(
            name.StartsWith(Validation, StringComparison.Ordinal) ? "validation" + (names.Select(Figure).Distinct().Count() > 1 ? " " + Figure(name) : "") : names.Select(Figure).Distinct().Count() > 1 ? name : "training",
            [.. history.Curve(name).Select(point => new ChartPoint(point.Epoch, point.Value))]))];
        return new Chart(string.Join(", ", names.Select(Figure).Distinct()))
        {
            XLabel = "epoch",
            LogY = SpansDecades(series.SelectMany(line => line.Points).Select(point => point.Y)),
            Series = series,
        };
    }

    private static string Figure(string name) => name.StartsWith(Validation, StringComparison.Ordinal) ? name[Validation.Length..] : name;

    // A curve over more than a factor of thirty shows its end only on a logarithmic axis.
    private static bool SpansDecades(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        return finite.Count > 1 && finite.Min() > 0 && finite.Max() / finite.Min() > 30;
    }
}
