using System.Globalization;
using System.Text;

namespace MLNetGradExt.Diagnostics;

/// <summary>Numbers and words as SVG and HTML want them: escaped, invariant, short.</summary>
internal static class ChartText
{
    /// <summary>A coordinate, to a tenth.</summary>
    public static string At(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A value for a reader, to four significant digits: 0.0312, 12.5k is written 12500, 0.00001 is 1e-5.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        if (size != 0 && size is < 1e-3 or >= 1e6)
            return value.ToString("0.###e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
        var digits = size == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 7);
        return Math.Round(value, digits).ToString("0.#######", CultureInfo.InvariantCulture);
    }

    /// <summary>Text as XML wants it; what XML cannot hold becomes a question mark.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                < ' ' and not ('\n' or '\t') => "?",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }
}
