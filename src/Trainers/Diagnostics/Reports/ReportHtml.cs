using System.Globalization;
using System.Text;
using static MLNetGradExt.Diagnostics.ChartText;

namespace MLNetGradExt.Diagnostics;

/// <summary>Writes a <see cref="ReportPage"/> as HTML.</summary>
internal static class ReportHtml
{
    private const string Css =
        """
        :root{color-scheme:light dark;--paper:#f4f6f8;--card:#fff;--ink:#1b2733;--soft:#5b6b7b;--line:#e3e8ee}
        @media(prefers-color-scheme:dark){:root{--paper:#0b1016;--card:#131a22;--ink:#e8edf2;--soft:#9fb0c0;--line:#2b3643}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:1180px;margin:0 auto;padding:24px 16px 48px}
        h1{font-size:26px;line-height:1.2;margin:0 0 4px}
        h2{font-size:18px;margin:0 0 10px}
        p{margin:0 0 10px;max-width:75ch}
        .soft{color:var(--soft)}
        section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px;margin-top:18px}
        .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,440px),1fr));gap:12px}
        .charts svg{width:100%}
        .scroll{overflow-x:auto;margin-bottom:10px}
        table{border-collapse:collapse;font-size:14px}
        th,td{text-align:left;padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
        th{color:var(--soft);font-weight:600;white-space:nowrap}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .long{min-width:34ch}
        summary{cursor:pointer;color:var(--soft);margin-bottom:8px}
        @media print{body{background:none}section{break-inside:avoid}}
        """;

    public static string Write(ReportPage page)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        html.Append($"<title>{Escape(page.Title)}</title>\n<style>\n{Css}\n</style>\n</head>\n<body>\n<main>\n<h1>{Escape(page.Title)}</h1>\n");
        if (page.Subtitle is not null) html.Append($"<p class=\"soft\">{Escape(page.Subtitle)}</p>\n");
        foreach (var section in page.Sections) WriteSection(html, section);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteSection(StringBuilder html, ReportSection section)
    {
        html.Append($"<section>\n<h2>{Escape(section.Heading)}</h2>\n");
        foreach (var paragraph in section.Text) html.Append($"<p>{Escape(paragraph)}</p>\n");
        foreach (var table in section.Tables) WriteTable(html, table);
        if (section.Charts.Count > 0)
        {
            html.Append("<div class=\"charts\">\n");
            foreach (var chart in section.Charts) html.Append((chart with { Width = 480, Height = 280 }).ToSvg()); // letters stay readable where a telephone shrinks it
            html.Append("</div>\n");
        }
        html.Append("</section>\n");
    }

    private static void WriteTable(StringBuilder html, ReportTable table)
    {
        if (table.Folded is not null) html.Append($"<details><summary>{Escape(table.Folded)}</summary>\n");
        html.Append("<div class=\"scroll\"><table>\n<thead><tr>");
        var numeric = Enumerable.Range(0, table.Columns.Count).Select(column => table.Rows.Count > 0 && table.Rows.All(row => IsNumber(row[column]))).ToArray();
        for (var column = 0; column < table.Columns.Count; column++) html.Append(Cell("th", table.Columns[column], numeric[column], " scope=\"col\""));
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            for (var column = 0; column < row.Count; column++) html.Append(Cell("td", row[column], numeric[column], ""));
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table></div>\n");
        if (table.Folded is not null) html.Append("</details>\n");
    }

    private static string Cell(string tag, string text, bool numeric, string more) =>
        $"<{tag}{(numeric ? " class=\"number\"" : text.Length > 40 ? " class=\"long\"" : "")}{more}>{Escape(text)}</{tag}>";

    // An empty cell or one with a unit behind its number does not spoil a column of numbers.
    private static bool IsNumber(string text) => text is "" or "–" or "NaN" or "∞" or "−∞"
        || double.TryParse(text.Split(' ')[0].TrimEnd('%'), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
}
