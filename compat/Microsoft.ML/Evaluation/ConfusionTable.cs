using System.Globalization;
using System.Text;

namespace Microsoft.ML.Evaluation;

using Microsoft.ML.Data;

/// <summary>Prints a confusion matrix as fixed-width text: truth in rows, prediction in columns.</summary>
internal static class ConfusionTable
{
    public static string Format(ConfusionMatrix matrix)
    {
        var classes = matrix.NumberOfClasses;
        var width = classes == 2 ? 8 : 5;
        var names = matrix.ClassNames;
        var longest = names.Max(name => name.Length);

        // Names too long for a column head are numbered: the head shows the number, the row shows "number. name".
        var numbered = longest > width;
        var digits = numbered ? (classes - 1).ToString(CultureInfo.InvariantCulture).Length : 0;
        var side = Math.Max(9, numbered ? longest + digits + 2 : longest);
        var rule = new string('=', classes * (classes > 2 ? 8 : 11));
        string Left(string caption) => caption.PadRight(10) + new string(' ', side - 9) + "||";

        var text = new StringBuilder();
        if (matrix.IsBinary && classes == 2)
        {
            double positives = matrix.Counts[0].Sum(), negatives = matrix.Counts[1].Sum();
            text.AppendFormat(CultureInfo.CurrentCulture, "TEST {0} RATIO:\t{1:N4} ({2:F1}/({2:F1}+{3:F1}))",
                names[0].ToUpper(CultureInfo.CurrentCulture), positives / (positives + negatives), positives, negatives);
        }
        text.AppendLine().AppendLine("Confusion table");
        text.Append(Left("")).AppendLine(rule);
        text.Append(Left("PREDICTED"));
        for (var c = 0; c < classes; c++)
            text.Append(' ').Append((numbered ? c.ToString(CultureInfo.CurrentCulture) : names[c]).PadLeft(width)).Append(" |");
        text.AppendLine(" Recall").Append(Left("TRUTH")).AppendLine(rule);
        for (var c = 0; c < classes; c++)
        {
            text.Append(numbered
                ? c.ToString(CultureInfo.CurrentCulture).PadLeft(digits) + ". " + names[c].PadLeft(side - digits - 2)
                : names[c].PadLeft(side)).Append(" ||");
            foreach (var count in matrix.Counts[c])
                text.Append(' ').Append(count.ToString("N0", CultureInfo.CurrentCulture).PadLeft(width)).Append(" |");
            text.Append(' ').AppendLine(matrix.PerClassRecall[c].ToString("F4", CultureInfo.CurrentCulture).PadLeft(5));
        }
        text.Append(Left("")).AppendLine(rule).Append(Left("Precision"));
        foreach (var precision in matrix.PerClassPrecision)
            text.Append(precision.ToString("N4", CultureInfo.CurrentCulture).PadLeft(width + 1)).Append(" |");
        return text.AppendLine().ToString();
    }
}
