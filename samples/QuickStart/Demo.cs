using System.Diagnostics;
using MLNetGradExt;
using QuickStart.Cases;
using QuickStart.Output;
using Spectre.Console;

namespace QuickStart;

/// <summary>Runs every case with every seed, shows the results and writes them down.</summary>
internal static class Demo
{
    public static int Run(IReadOnlyList<ICase> cases, int seeds, string folder)
    {
        var watch = Stopwatch.StartNew();
        var results = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
                .Start(bars => Train(cases, seeds, new BarProgress(bars, seeds)))
            : Train(cases, seeds, new LineProgress());

        Console.WriteLine();
        ResultsTable.Print(results);
        Console.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s in all. Charts and pages: {OutputFolder.Write(folder, results)}");
        return results.All(result => ResultsTable.Reached(result.Case, result.Runs)) ? 0 : 1;
    }

    private static IReadOnlyList<(ICase Case, IReadOnlyList<CaseRun> Runs)> Train(IReadOnlyList<ICase> cases, int seeds, IProgressDisplay display)
    {
        var results = new List<(ICase, IReadOnlyList<CaseRun>)>();
        foreach (var subject in cases)
        {
            var runs = new List<CaseRun>();
            for (var seed = 1; seed <= seeds; seed++)
            {
                var watch = Stopwatch.StartNew();
                display.Begin(subject, seed);
                runs.Add(subject.Run(seed, Callback.Progress(display.Epoch)));
                display.End(runs[^1], watch.Elapsed.TotalSeconds);
            }
            results.Add((subject, runs));
        }
        return results;
    }
}
