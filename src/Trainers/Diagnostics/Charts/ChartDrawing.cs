using System.Text;
using static MLNetGradExt.Diagnostics.ChartText;

namespace MLNetGradExt.Diagnostics;

/// <summary>Draws a <see cref="Chart"/>: paper, title, legend, axes, lines.</summary>
internal static class ChartDrawing
{
    private const double Left = 64, Right = 18, Bottom = 46, LegendLine = 18;

    public static string Draw(Chart chart)
    {
        var legend = ChartLegend.Place(chart, Left, chart.Width - Right);
        var top = 38 + legend.Lines * LegendLine;
        var points = chart.Series.SelectMany(series => series.Points).ToList();
        var x = AxisScale.Fit(points.Select(p => p.X), Left, chart.Width - Right, chart.LogX, 0);
        var y = AxisScale.Fit(points.Select(p => p.Y), chart.Height - Bottom, top, chart.LogY, 0.05);

        var svg = new StringBuilder();
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gx\" role=\"img\" viewBox=\"0 0 {chart.Width} {chart.Height}\" width=\"{chart.Width}\" height=\"{chart.Height}\" style=\"max-width:100%;height:auto\">\n");
        svg.Append($"<title>{Escape(chart.Title)}</title>\n<desc>{Escape(chart.Description ?? Describe(chart))}</desc>\n");
        svg.Append($"<style>{ChartStyle.Css}</style>\n");
        svg.Append($"<rect class=\"gx-paper\" width=\"{chart.Width}\" height=\"{chart.Height}\" rx=\"6\"/>\n");
        svg.Append($"<text class=\"gx-title\" x=\"{At(Left)}\" y=\"24\">{Escape(chart.Title)}</text>\n");
        svg.Append(legend.Svg(40, LegendLine));
        DrawAxes(svg, chart, x, y);
        for (var index = 0; index < chart.Series.Count; index++) DrawSeries(svg, chart.Series[index], index, x, y);
        if (!points.Any(p => x.Shows(p.X) && y.Shows(p.Y)))
            svg.Append($"<text x=\"{At((x.From + x.To) / 2)}\" y=\"{At((y.From + y.To) / 2)}\" text-anchor=\"middle\">nothing to show</text>\n");
        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawAxes(StringBuilder svg, Chart chart, AxisScale x, AxisScale y)
    {
        foreach (var tick in y.Ticks(5))
        {
            var at = At(y.Place(tick));
            svg.Append($"<line class=\"gx-grid\" x1=\"{At(x.From)}\" x2=\"{At(x.To)}\" y1=\"{at}\" y2=\"{at}\"/>");
            svg.Append($"<text x=\"{At(x.From - 8)}\" y=\"{At(y.Place(tick) + 4)}\" text-anchor=\"end\">{Number(tick)}</text>\n");
        }
        foreach (var tick in x.Ticks(8))
            svg.Append($"<text x=\"{At(x.Place(tick))}\" y=\"{At(y.From + 18)}\" text-anchor=\"middle\">{Number(tick)}</text>\n");
        svg.Append($"<text x=\"{At((x.From + x.To) / 2)}\" y=\"{At(y.From + 37)}\" text-anchor=\"middle\">{Escape(chart.XLabel)}</text>\n");
        svg.Append($"<text transform=\"translate(14 {At((y.From + y.To) / 2)}) rotate(-90)\" text-anchor=\"middle\">{Escape(chart.YLabel)}</text>\n");
    }

    private static void DrawSeries(StringBuilder svg, ChartSeries series, int index, AxisScale x, AxisScale y)
    {
        var colour = ChartStyle.Colour(index);
        var path = new StringBuilder();
        var dots = new StringBuilder();
        var drawing = false;
        foreach (var point in Thinned.Points(series.Points, 800))
        {
            if (!x.Shows(point.X) || !y.Shows(point.Y)) { drawing = false; continue; }
            var place = $"{At(x.Place(point.X))} {At(y.Place(point.Y))}";
            path.Append(drawing ? 'L' : 'M').Append(place);
            drawing = true;
            if (series.Points.Count <= 40)
                dots.Append($"<circle cx=\"{At(x.Place(point.X))}\" cy=\"{At(y.Place(point.Y))}\" r=\"2.4\"><title>{Escape(series.Name)}: {Number(point.Y)} at {Number(point.X)}</title></circle>");
        }
        if (path.Length == 0) return;
        svg.Append($"<path class=\"gx-line{(series.Dashed ? " gx-dash" : "")}\" style=\"stroke:{colour}\" d=\"{path}\"/>\n");
        if (dots.Length > 0 && !series.Dashed) svg.Append($"<g style=\"fill:{colour}\">{dots}</g>\n");
    }

    private static string Describe(Chart chart) => string.Join(" ", chart.Series.Select(series =>
    {
        var values = series.Points.Select(p => p.Y).Where(double.IsFinite).ToList();
        return values.Count == 0 ? $"{series.Name}: no finite value."
            : $"{series.Name}: from {Number(values[0])} to {Number(values[^1])}, lowest {Number(values.Min())}, highest {Number(values.Max())}.";
    }));
}
