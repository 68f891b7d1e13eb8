using MLNetGradExt.Diagnostics;
using QuickStart.Cases;

namespace QuickStart.Output;

/// <summary>Writes the charts as SVG, one page over everything, and a full report of every case's last run.</summary>
internal static class OutputFolder
{
    public static string Write(string folder, IReadOnlyList<(ICase Case, IReadOnlyList<CaseRun> Runs)> results)
    {
        Directory.CreateDirectory(folder);
        var sections = new List<ReportSection> { new("Results") { Tables = [ResultsTable.ForPage(results)], Text = ["The middle and the worst of the seeds, on rows the network has not seen unless the figure says otherwise."] } };
        foreach (var (subject, runs) in results)
        {
            Chart[] charts = runs[^1].Picture is { } picture ? [Losses(subject, runs), picture] : [Losses(subject, runs)];
            for (var index = 0; index < charts.Length; index++) charts[index].SaveSvg(Path.Combine(folder, FileName(subject) + (index == 0 ? "-loss.svg" : "-picture.svg")));
            runs[^1].Report.SaveHtml(Path.Combine(folder, FileName(subject) + ".html"), subject.Name);
            sections.Add(new(subject.Name) { Charts = charts });
        }
        var page = Path.GetFullPath(Path.Combine(folder, "index.html"));
        new ReportPage("Networks trained through ML.NET pipelines") { Subtitle = "The full report of each case's last run lies beside this page.", Sections = sections }.SaveHtml(page);
        return page;
    }

    private static Chart Losses(ICase subject, IReadOnlyList<CaseRun> runs)
    {
        List<ChartSeries> series = [.. runs.Select((run, index) => new ChartSeries($"seed {index + 1}", [.. run.Report.History.Curve("loss").Select(p => new ChartPoint(p.Epoch, p.Value))]))];
        var values = series.SelectMany(line => line.Points).Select(point => point.Y).Where(value => value > 0).ToList();
        return new Chart($"{subject.Name}: training loss") { XLabel = "epoch", LogY = values.Count > 0 && values.Max() / values.Min() > 30, Series = series };
    }

    private static string FileName(ICase subject) => string.Concat(subject.Name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Replace("--", "-", StringComparison.Ordinal);
}
