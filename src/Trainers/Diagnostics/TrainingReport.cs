using MLNetGradExt.Diagnostics;

namespace MLNetGradExt;

/// <summary>What a training run has to tell: its curves, the health of its gradients, its settings; as charts and as one HTML page.</summary>
/// <example><code>
/// model.LastTransformer.Report.SaveHtml("training.html");
/// </code></example>
/// <param name="history">The run's record.</param>
/// <param name="network">What was trained, or null when not known.</param>
/// <param name="options">How it was trained, or null when not known.</param>
public sealed class TrainingReport(History history, Network? network = null, TrainingOptions? options = null)
{
    /// <summary>The run's record.</summary>
    public History History { get; } = history;

    /// <summary>What was trained, or null when not known, as for a model from a file.</summary>
    public Network? Network { get; } = network;

    /// <summary>How it was trained, or null when not known.</summary>
    public TrainingOptions? Options { get; } = options;

    /// <summary>How it was trained, in words: trainer, optimizer, gradient links, epochs and the rest. For a model from a file, what the file kept.</summary>
    public IReadOnlyDictionary<string, string> Settings => Options is { } options ? ReportSettings.Of(options) : History.Settings;

    /// <summary>The run's curves: losses, every metric with its validation counterpart, the learning rate, and finer traces.</summary>
    public IReadOnlyList<Chart> Charts() => [.. HistoryCharts.Of(History)];

    /// <summary>Some figures of the history in one chart, as SVG.</summary>
    /// <param name="names">Names of figures, such as <c>loss</c> and <c>val_loss</c>; all losses when none is named.</param>
    /// <exception cref="ArgumentException">The history has no figure of a name; the message lists those it has.</exception>
    public string ToSvg(params string[] names) => HistoryCharts.Chart(History, names).ToSvg();

    /// <summary>The whole report as a page.</summary>
    /// <param name="title">Its heading.</param>
    public ReportPage ToPage(string title = "Training report") => TrainingReportPage.Of(this, title);

    /// <summary>Writes the whole report as one self-contained HTML file: no network, no script.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="title">Its heading.</param>
    public void SaveHtml(string path, string title = "Training report") => ToPage(title).SaveHtml(path);
}
