using System.Globalization;

namespace QuickStart.OwnData;

internal enum ColumnKind { Number, Category, LeftOut }

/// <summary>A column and what it seems to hold.</summary>
internal sealed class CsvColumn
{
    private static readonly HashSet<string> MissingWords = new(StringComparer.OrdinalIgnoreCase) { "", "?", "NA", "N/A", "NaN", "null", "none", "-" };
    private readonly bool _decimalComma;

    public CsvColumn(string name, IReadOnlyList<string> cells, bool decimalComma)
    {
        (Name, Cells, _decimalComma) = (name, cells, decimalComma);
        Present = [.. cells.Where(cell => !IsMissing(cell))];
        Distinct = Present.Distinct().Count();
        IsNumeric = Present.Count > 0 && Present.All(cell => Number(cell) is not null);
        (Kind, Why) = Judge();
    }

    public string Name { get; }

    public IReadOnlyList<string> Cells { get; }

    /// <summary>The cells that are not missing.</summary>
    public IReadOnlyList<string> Present { get; }

    public int Distinct { get; }

    public bool IsNumeric { get; }

    public ColumnKind Kind { get; }

    /// <summary>Why the column is left out.</summary>
    public string Why { get; }

    public static bool IsMissing(string cell) => MissingWords.Contains(cell);

    public double? Number(string cell)
    {
        if (_decimalComma) cell = cell.Replace(',', '.');
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }

    private (ColumnKind, string) Judge()
    {
        if (Present.Count == 0) return (ColumnKind.LeftOut, "it is empty");
        if (Distinct == 1 && Present.Count == Cells.Count) return (ColumnKind.LeftOut, "it is the same in every row");
        if (IsNumeric) return CountsRows() ? (ColumnKind.LeftOut, "it only counts the rows") : (ColumnKind.Number, "");
        return Distinct <= Math.Clamp(Cells.Count / 10, 10, 200) ? (ColumnKind.Category, "") : (ColumnKind.LeftOut, $"its {Distinct} different texts are no categories");
    }

    private bool CountsRows()
    {
        if (Distinct != Cells.Count || Cells.Count < 10) return false;
        for (var row = 1; row < Cells.Count; row++)
            if (Number(Cells[row]) - Number(Cells[row - 1]) != 1) return false;
        return true;
    }
}
