namespace QuickStart.OwnData;

/// <summary>A user's file in memory, with what its columns look like.</summary>
internal sealed class CsvTable
{
    private CsvTable(IReadOnlyList<CsvColumn> columns) => Columns = columns;

    public IReadOnlyList<CsvColumn> Columns { get; }

    public int RowCount => Columns[0].Cells.Count;

    public static CsvTable Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file {path}{(Path.IsPathRooted(path) ? "" : $" in {Directory.GetCurrentDirectory()}")}.");
        var text = File.ReadAllText(path);
        var separator = CsvText.Separator(text);
        var rows = CsvText.Rows(text, separator);
        if (rows.Count < 2) throw new UsageException($"{path} has no data: a header line and rows under it are expected.");

        var header = rows[0];
        if (header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UsageException($"{path} has {twice.Count()} columns with the name '{twice.Key}'; names must differ.");
        if (rows.FindIndex(row => row.Length != header.Length) is var odd and > 0)
            throw new UsageException($"Row {odd} of {path} has {rows[odd].Length} cells where the header has {header.Length} (cells are separated by {Name(separator)}).");

        // Where commas do not separate cells they may well be decimal.
        return new([.. header.Select((name, index) => new CsvColumn(name, [.. rows.Skip(1).Select(row => row[index])], decimalComma: separator != ','))]);
    }

    public CsvColumn Column(string name)
    {
        if (Columns.FirstOrDefault(column => column.Name == name) is { } column) return column;
        var nearest = Columns.MinBy(candidate => Distance(candidate.Name.ToUpperInvariant(), name.ToUpperInvariant()))!.Name;
        throw new UsageException($"There is no column '{name}'. Did you mean '{nearest}'? The columns are: {string.Join(", ", Columns.Select(c => c.Name))}.");
    }

    private static string Name(char separator) => separator switch { '\t' => "tabs", ';' => "semicolons", '|' => "bars", _ => "commas" };

    // Levenshtein: insertions, deletions and changes between two words.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
