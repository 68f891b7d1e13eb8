using System.Globalization;
using System.Text.RegularExpressions;
using static MLNetGradExt.Diagnostics.ChartText;

namespace MLNetGradExt.Diagnostics;

/// <summary>Lays a <see cref="TrainingReport"/> out as a page: result, curves, gradient health, settings, every epoch.</summary>
internal static partial class TrainingReportPage
{
    public static ReportPage Of(TrainingReport report, string title) => new(title)
    {
        Subtitle = Summary(report.History),
        Sections =
        [
            new("Curves") { Charts = report.Charts(), Text = report.History.Epochs.Count == 0 ? ["No epoch was finished."] : [] },
            GradientHealth.Section(report),
            Settings(report),
            Epochs(report.History),
        ],
    };

    private static string Summary(History history)
    {
        var seconds = history.Epochs.Sum(epoch => epoch.Seconds);
        var text = $"{history.Epochs.Count} epochs, {(history.Epochs.Count > 0 ? history.Epochs[^1].Steps : 0)} steps, {Number(seconds)} s. {Why(history.StopReason)}";
        if (history.StopMessage is { Length: > 0 } message) text += $" ({message.TrimEnd('.')})";
        text += ".";
        if (history.RestoredEpoch is { } restored) text += $" The weights are those of epoch {restored}.";
        return text;
    }

    private static string Why(StopReason reason) => reason switch
    {
        StopReason.Running => "The run has not ended",
        StopReason.Completed => "All epochs were done",
        StopReason.EarlyStopping => "Stopped early: the monitored figure no longer improved",
        StopReason.TimeLimit => "Stopped at the time limit",
        StopReason.Hopeless => "Stopped: the loss grew far beyond its start, or never came below it",
        StopReason.TargetReached => "Stopped: the target was reached",
        StopReason.Cancelled => "Cancelled",
        StopReason.NonFiniteLoss => "Stopped: the loss became NaN or infinite",
        StopReason.Failed => "Failed",
        _ => "Stopped by request",
    };

    private static ReportSection Settings(TrainingReport report)
    {
        var rows = new List<IReadOnlyList<string>>();
        if (report.Network is { } network) rows.Add(["network", network.ToString()]);
        if (report.Options is { } options)
        {
            rows.Add(["trainer", options.Trainer.ToString()]);
            rows.Add(["optimizer", options.Optimizer?.ToString() ?? "AdamW, chosen for the data"]);
            rows.Add(["gradients", options.Gradients.Count == 0 ? "unchanged" : string.Join(", ", options.Gradients)]);
            rows.Add(["callbacks", options.Callbacks.Count == 0 ? "none" : string.Join(", ", options.Callbacks.Select(WithoutDelegates))]);
            rows.Add(["epochs", options.Epochs?.ToString(CultureInfo.InvariantCulture) ?? "chosen by the number of rows"]);
            rows.Add(["batch size", options.BatchSize?.ToString(CultureInfo.InvariantCulture) ?? "chosen by the number of rows"]);
            rows.Add(["validation share", Number(options.ValidationFraction)]);
            rows.Add(["device", options.Device.ToString()]);
            rows.Add(["seed", options.Seed?.ToString(CultureInfo.InvariantCulture) ?? "drawn for the run"]);
        }
        return new("Settings") { Tables = rows.Count == 0 ? [] : [new(["setting", "value"], rows)], Text = rows.Count == 0 ? ["Not recorded."] : [] };
    }

    // A function in a recipe prints as its type, which tells a reader nothing.
    private static string WithoutDelegates(object recipe)
    {
        var text = Delegates().Replace(recipe.ToString() ?? "", "");
        return text.Contains("{ }", StringComparison.Ordinal) ? text.Replace(" { }", "", StringComparison.Ordinal) : text;
    }

    [GeneratedRegex(@"\w+ = System\.(Action|Func)[^,}]*(, )?")]
    private static partial Regex Delegates();

    private static ReportSection Epochs(History history)
    {
        var names = history.Names;
        List<IReadOnlyList<string>> rows = [.. history.Epochs.Select(epoch => (IReadOnlyList<string>)
        [
            Number(epoch.Epoch),
            .. names.Select(name => epoch.Values.TryGetValue(name, out var value) ? Number(value) : "–"),
            Number(epoch.LearningRate), Number(epoch.Seconds), Math.Round(epoch.SamplesPerSecond).ToString("0", CultureInfo.InvariantCulture),
        ])];
        return new("Epochs") { Tables = [new(["epoch", .. names, "learning rate", "seconds", "rows a second"], rows) { Folded = rows.Count > 15 ? $"all {rows.Count} epochs" : null }] };
    }
}
