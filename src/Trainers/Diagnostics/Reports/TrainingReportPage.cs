using System.Globalization;
using static MLNetGradExt.Diagnostics.ChartText;

namespace MLNetGradExt.Diagnostics;

/// <summary>Lays a <see cref="TrainingReport"/> out as a page: result, curves, gradient health, settings, every epoch.</summary>
internal static class TrainingReportPage
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
        var rows = report.Settings.Select(setting => (IReadOnlyList<string>)[setting.Key, setting.Value]).ToList();
        if (report.Network is { } network) rows.Insert(0, ["network", network.ToString()]);
        return new("Settings") { Tables = rows.Count == 0 ? [] : [new(["setting", "value"], rows)], Text = rows.Count == 0 ? ["Not recorded."] : [] };
    }

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
