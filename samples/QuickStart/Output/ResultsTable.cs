using System.Globalization;
using MLNetGradExt.Diagnostics;
using QuickStart.Cases;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>What came out, against the baseline and the goal: the same rows for the terminal and for the page.</summary>
internal static class ResultsTable
{
    private static readonly string[] Columns = ["case", "figure", "network", "worst seed", "baseline", "goal", "reached"];

    public static bool Reached(ICase subject, IReadOnlyList<CaseRun> runs) =>
        subject.Goal is not { } goal || runs.All(run => subject.LargerIsBetter ? run.Value >= goal : run.Value <= goal);

    public static ReportTable ForPage(IReadOnlyList<(ICase Case, IReadOnlyList<CaseRun> Runs)> results) => new(Columns, [.. results.Select(r => Row(r.Case, r.Runs))]);

    public static void Print(IReadOnlyList<(ICase Case, IReadOnlyList<CaseRun> Runs)> results)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 140; // a file has no width to fold at
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in Columns) table.AddColumn(column);
        foreach (var (subject, runs) in results) table.AddRow([.. Row(subject, runs).Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    private static IReadOnlyList<string> Row(ICase subject, IReadOnlyList<CaseRun> runs)
    {
        var values = runs.Select(run => run.Value).Order().ToList();
        return
        [
            subject.Name, subject.Figure, Text(values[values.Count / 2]), Text(subject.LargerIsBetter ? values[0] : values[^1]),
            $"{Text(runs.Average(run => run.Baseline))} ({subject.BaselineName})",
            subject.Goal is { } goal ? $"{(subject.LargerIsBetter ? "≥" : "≤")} {Text(goal)}" : "–",
            subject.Goal is null ? "–" : Reached(subject, runs) ? "yes" : "no",
        ];
    }

    private static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
