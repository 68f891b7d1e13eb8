using System.Globalization;

namespace QuickStart.OwnData;

/// <summary>
/// The usable part of a user's file as plain CSV for ML.NET's loader: numbers first, then categories, the label last;
/// rows without a label are gone, missing numbers are empty cells, missing categories are a category of their own.
/// </summary>
internal sealed record CleanCopy(string Path, IReadOnlyList<CsvColumn> Numbers, IReadOnlyList<CsvColumn> Categories, int Rows)
{
    public static CleanCopy Write(CsvTable table, CsvColumn label, PredictionTask task)
    {
        CsvColumn[] features = [.. table.Columns.Where(column => column != label)];
        CsvColumn[] numbers = [.. features.Where(column => column.Kind == ColumnKind.Number)];
        CsvColumn[] categories = [.. features.Where(column => column.Kind == ColumnKind.Category)];
        if (numbers.Length + categories.Length == 0)
            throw new UsageException($"No column is left to predict '{label.Name}' from: {string.Join("; ", features.Select(column => $"{column.Name}: {column.Why}"))}.");

        var folder = Directory.CreateTempSubdirectory("quickstart-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = System.IO.Path.Combine(folder, "clean.csv");
        using var writer = new StreamWriter(path);
        writer.WriteLine(string.Join(',', [.. numbers.Concat(categories).Append(label).Select(column => CsvText.Quote(column.Name))]));
        var kept = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            if (CsvColumn.IsMissing(label.Cells[row])) continue;
            kept++;
            writer.WriteLine(string.Join(',',
            [
                .. numbers.Select(column => Plain(column, row)),
                .. categories.Select(column => CsvText.Quote(CsvColumn.IsMissing(column.Cells[row]) ? "(missing)" : column.Cells[row])),
                task == PredictionTask.Regression ? Plain(label, row) : CsvText.Quote(label.Cells[row]),
            ]));
        }
        return new(path, numbers, categories, kept);
    }

    private static string Plain(CsvColumn column, int row) =>
        column.Number(column.Cells[row]) is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
