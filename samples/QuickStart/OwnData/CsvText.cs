using System.Text;

namespace QuickStart.OwnData;

/// <summary>Reads CSV as people write it: quotes, line breaks inside them, and comma, semicolon, tab or bar between the cells.</summary>
internal static class CsvText
{
    public static char Separator(string text)
    {
        var header = text.Split('\n', 2)[0];
        return new[] { ',', ';', '\t', '|' }.MaxBy(candidate => header.Count(c => c == candidate));
    }

    public static List<string[]> Rows(string text, char separator)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
                else quoted = false;
            }
            else if (c == '"' && cell.ToString().Trim().Length == 0) { cell.Clear(); quoted = true; }
            else if (c == separator) EndCell();
            else if (c == '\n') EndRow();
            else if (c != '\r') cell.Append(c);
        }
        if (cell.Length > 0 || row.Count > 0) EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString().Trim());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            if (row.Count > 1 || row[0].Length > 0) rows.Add([.. row]); // an empty line is no row
            row.Clear();
        }
    }

    public static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
