using System.Text;
using static MLNetGradExt.Diagnostics.ChartText;

namespace MLNetGradExt.Diagnostics;

/// <summary>The names of the lines, in as many rows as they need.</summary>
internal sealed record ChartLegend(IReadOnlyList<(ChartSeries Series, int Index, double X, int Line)> Entries, int Lines)
{
    public static ChartLegend Place(Chart chart, double from, double to)
    {
        var entries = new List<(ChartSeries, int, double, int)>();
        double at = from;
        var line = 0;
        for (var index = 0; index < chart.Series.Count; index++)
        {
            // SVG cannot measure text here; 6.6 units a letter is generous for the 12-unit font.
            var width = 26 + chart.Series[index].Name.Length * 6.6 + 14;
            if (at + width > to && at > from) (at, line) = (from, line + 1);
            entries.Add((chart.Series[index], index, at, line));
            at += width;
        }
        return new(entries, entries.Count == 0 ? 0 : line + 1);
    }

    public string Svg(double top, double lineHeight)
    {
        var svg = new StringBuilder();
        foreach (var (series, index, x, line) in Entries)
        {
            var y = top + line * lineHeight;
            svg.Append($"<path class=\"gx-line{(series.Dashed ? " gx-dash" : "")}\" style=\"stroke:{ChartStyle.Colour(index)}\" d=\"M{At(x)} {At(y)}h20\"/>");
            svg.Append($"<text class=\"gx-name\" x=\"{At(x + 26)}\" y=\"{At(y + 4)}\">{Escape(series.Name)}</text>\n");
        }
        return svg.ToString();
    }
}
