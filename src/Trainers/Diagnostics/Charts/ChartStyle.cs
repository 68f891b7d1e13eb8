namespace MLNetGradExt.Diagnostics;

/// <summary>The colours of charts: eight lines that differ for colour-blind readers too, for light and for dark paper.</summary>
internal static class ChartStyle
{
    public const int Colours = 8;

    /// <summary>Stands inside every chart, so that one copied out of a page still looks right. A page may set the variables itself.</summary>
    public const string Css =
        """
        .gx{--gx-paper:#fff;--gx-ink:#1b2733;--gx-soft:#5b6b7b;--gx-grid:#e3e8ee;--gx-0:#0b6bcb;--gx-1:#d9480f;--gx-2:#2b8a3e;--gx-3:#9c36b5;--gx-4:#b08900;--gx-5:#0c8599;--gx-6:#c2255c;--gx-7:#5c677d}
        @media(prefers-color-scheme:dark){.gx{--gx-paper:#131a22;--gx-ink:#e8edf2;--gx-soft:#9fb0c0;--gx-grid:#2b3643;--gx-0:#6cb6ff;--gx-1:#ff9d5c;--gx-2:#6fd684;--gx-3:#dc8df0;--gx-4:#e6c34a;--gx-5:#4fd3e6;--gx-6:#ff7fa8;--gx-7:#a9b6c6}}
        .gx{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        .gx text{fill:var(--gx-soft)}
        .gx .gx-title{fill:var(--gx-ink);font-size:15px;font-weight:600}
        .gx .gx-name{fill:var(--gx-ink)}
        .gx .gx-paper{fill:var(--gx-paper)}
        .gx .gx-grid{stroke:var(--gx-grid)}
        .gx .gx-line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        .gx .gx-dash{stroke-dasharray:5 4}
        """;

    public static string Colour(int series) => $"var(--gx-{series % Colours})";
}
