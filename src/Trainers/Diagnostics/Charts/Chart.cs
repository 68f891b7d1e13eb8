namespace MLNetGradExt.Diagnostics;

/// <summary>
/// A line chart as data, drawn as SVG text: no library, no script, no network. It reads well on a light and on a dark page
/// (it follows the reader's <c>prefers-color-scheme</c>) and carries a title and a description for screen readers.
/// </summary>
/// <example><code>
/// File.WriteAllText("loss.svg", new Chart("Loss") { XLabel = "epoch", Series = [ChartSeries.From("train", losses)] }.ToSvg());
/// </code></example>
/// <param name="Title">The heading, and the accessible name.</param>
public sealed record Chart(string Title)
{
    /// <summary>The lines, drawn in this order. At most eight colours; the ninth line begins again with the first.</summary>
    public IReadOnlyList<ChartSeries> Series { get; init; } = [];

    /// <summary>What a screen reader is told; by default where every line begins, ends and has its extremes.</summary>
    public string? Description { get; init; }

    /// <summary>What the horizontal axis counts.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>What the vertical axis measures, with its unit.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Whether the horizontal axis is logarithmic; values that are not positive are then left out.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether the vertical axis is logarithmic; values that are not positive are then left out.</summary>
    public bool LogY { get; init; }

    /// <summary>Width of the drawing in user units; on a page it scales with its container.</summary>
    public int Width { get; init; } = 720;

    /// <summary>Height of the drawing in user units.</summary>
    public int Height { get; init; } = 360;

    /// <summary>Draws the chart.</summary>
    /// <returns>A complete <c>svg</c> element that stands alone in a file or inside HTML.</returns>
    public string ToSvg() => ChartDrawing.Draw(this);

    /// <summary>Draws the chart into a file.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    public void SaveSvg(string path) => Checkpoints.AtomicFile.WriteText(path, ToSvg());
}
