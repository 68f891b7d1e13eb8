using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Diagnostics;

/// <summary>
/// A page of findings: sections of text, tables and charts, written as one HTML file that needs nothing else,
/// neither network nor script, and fits a telephone, a wide screen, paper, light and dark.
/// </summary>
/// <param name="Title">The heading of the page.</param>
public sealed record ReportPage(string Title)
{
    /// <summary>A sentence under the heading.</summary>
    public string? Subtitle { get; init; }

    /// <summary>What the page says, from top to bottom.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>The page as HTML text.</summary>
    public string ToHtml() => ReportHtml.Write(this);

    /// <summary>Writes the page to a file; a missing folder is made, an existing file is replaced.</summary>
    /// <param name="path">Where to.</param>
    public void SaveHtml(string path) => AtomicFile.WriteText(path, ToHtml());
}

/// <summary>A part of a page.</summary>
/// <param name="Heading">What it is about.</param>
public sealed record ReportSection(string Heading)
{
    /// <summary>Paragraphs before tables and charts, as plain text.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>Tables, after the text.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>Charts, after the tables; side by side where the page is wide.</summary>
    public IReadOnlyList<Chart> Charts { get; init; } = [];
}

/// <summary>A table of texts. Cells that read as numbers are set flush right.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">The rows, each with a cell for every column.</param>
public sealed record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>When set, the table is folded away behind these words.</summary>
    public string? Folded { get; init; }
}
