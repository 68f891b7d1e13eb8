using System.Globalization;
using MLNetGradExt.Gradients;
using static MLNetGradExt.Diagnostics.ChartText;

namespace MLNetGradExt.Diagnostics;

/// <summary>What the gradient links noticed and changed, tensor by tensor.</summary>
internal static class GradientHealth
{
    public static ReportSection Section(TrainingReport report)
    {
        var events = report.History.Events;
        Chart[] monitors = [.. report.History.Gradients.Select(m => Chart(m.Key, m.Value)).OfType<Chart>()];
        if (events.Count == 0)
            return new("Gradient health")
            {
                Charts = monitors,
                Text = [report.Options switch
                {
                    null => "No event is recorded.",
                    { Gradients.Count: > 0 } => "Nothing to report: no gradient vanished, exploded or had to be changed.",
                    _ => "Nothing watched the gradients of this run. Gradients = [Gradient.Repair()] in the training options reports layers that vanish, explode or die, and mends them.",
                }],
            };
        return new("Gradient health")
        {
            Text = [$"{events.Count} events in steps {events[0].Step} to {events[^1].Step}. What happened most, with the last words about it:"],
            Tables = [Table(events)],
            Charts = Chart(events) is { } chart ? [chart, .. monitors] : monitors,
        };
    }

    private static ReportTable Table(IReadOnlyList<GradientEvent> events) => new(["tensor", "what", "times", "first step", "last step", "middle factor", "last words"],
        [.. events.GroupBy(e => (e.Tensor, e.What)).OrderByDescending(group => group.Count()).Take(40).Select(group => (IReadOnlyList<string>)
        [
            group.Key.Tensor, group.Key.What, Whole(group.Count()), Whole(group.First().Step), Whole(group.Last().Step),
            Number(group.Select(e => e.Factor).Order().ElementAt(group.Count() / 2)), group.Last().Message,
        ])]);

    // The weights' relative gradients as a monitor saw them: all of a small network, else some evenly from the first to the last.
    private static Chart? Chart(string monitor, GradientHistory history)
    {
        const int Most = 8;
        var weights = history.Tensors.Where(name => name.EndsWith("weight", StringComparison.Ordinal)).ToArray();
        if (weights.Length == 0) weights = [.. history.Tensors];
        var shown = weights.Length <= Most ? weights : [.. Enumerable.Range(0, Most).Select(i => weights[i * (weights.Length - 1) / (Most - 1)])];
        List<ChartSeries> series = [.. shown.Select(name => new ChartSeries(name, [.. history.Relative(name).Where(r => r.Relative > 0 && double.IsFinite(r.Relative)).Select(r => new ChartPoint(r.Step, r.Relative))]))
            .Where(s => s.Points.Count > 1)];
        return series.Count == 0 ? null : new($"{monitor}: gradient norm over weight norm") { XLabel = "step", LogY = true, Series = series };
    }

    // The measured quantity of the tensors with most events; one event is no curve.
    private static Chart? Chart(IReadOnlyList<GradientEvent> events)
    {
        List<ChartSeries> series = [.. events.Where(e => double.IsFinite(e.Before) && e.Before > 0)
            .GroupBy(e => e.Tensor).Where(group => group.Count() > 1).OrderByDescending(group => group.Count()).Take(6)
            .Select(group => new ChartSeries(group.Key, [.. group.Select(e => new ChartPoint(e.Step, e.Before))]))];
        return series.Count == 0 ? null : new("what was measured at each event") { XLabel = "step", LogY = true, Series = series };
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
