using System.Globalization;
using System.Text.RegularExpressions;
using MLNetGradExt.Callbacks;

namespace MLNetGradExt.Checkpoints;

/// <summary>File names made of figures, in Python's format language as Keras has it: <c>{epoch:02d}-{val_accuracy:.4f}</c>.</summary>
internal static partial class NameTemplate
{
    /// <param name="template">The template.</param>
    /// <param name="figures">The figures by name.</param>
    /// <param name="unknownYet">Whether a figure may still be unknown; it is written as NaN.</param>
    /// <exception cref="ArgumentException">A figure is unknown or a format is none; the message lists the figures.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, double> figures, bool unknownYet = false) => Field().Replace(template, match =>
    {
        var (wanted, format) = Parts(match);
        var name = Figures.Find(wanted, figures.ContainsKey);
        if (name is null && !unknownYet) throw new ArgumentException(Unknown(template, wanted, figures.Keys));
        return Format(name is null ? double.NaN : figures[name], format) ?? throw new ArgumentException(NoFormat(template, format));
    });

    /// <summary>What is wrong with a template, in sentences, where these figures will be there.</summary>
    public static IEnumerable<string> Problems(string template, IReadOnlyCollection<string> figures)
    {
        foreach (var (wanted, format) in Field().Matches(template).Select(Parts))
        {
            if (Figures.Find(wanted, figures.Contains) is null) yield return Unknown(template, wanted, figures);
            if (Format(0, format) is null) yield return NoFormat(template, format);
        }
    }

    private static (string Name, string Format) Parts(Match match) => (match.Groups["name"].Value, match.Groups["format"].Value);

    private static string Unknown(string template, string name, IEnumerable<string> figures) =>
        $"The name template '{template}' asks for {name}, which is not there.{Figures.Missing(name, figures)}";

    private static string NoFormat(string template, string format) => $"The name template '{template}' has the format '{format}', but only forms such as 02d, .4f, .3g and .2e are known.";

    private static string? Format(double value, string format)
    {
        if (format.Length == 0) return value.ToString("R", CultureInfo.InvariantCulture);
        var parts = Format().Match(format);
        if (!parts.Success) return null;
        var digits = parts.Groups["digits"].Value;
        var text = parts.Groups["kind"].Value switch
        {
            "d" => digits.Length > 0 ? null : Math.Round(value).ToString("F0", CultureInfo.InvariantCulture),
            "f" => value.ToString("F" + (digits.Length > 0 ? digits : "6"), CultureInfo.InvariantCulture),
            "e" => value.ToString((digits.Length > 0 ? "0." + new string('0', int.Parse(digits, CultureInfo.InvariantCulture)) : "0.000000") + "e+00", CultureInfo.InvariantCulture),
            _ => value.ToString("G" + (digits.Length > 0 ? digits : "6"), CultureInfo.InvariantCulture),
        };
        var width = parts.Groups["width"].Value;
        if (text is null || width.Length == 0) return text;
        var length = int.Parse(width, CultureInfo.InvariantCulture);
        if (width[0] != '0') return text.PadLeft(length);
        return text[0] == '-' ? "-" + text[1..].PadLeft(length - 1, '0') : text.PadLeft(length, '0'); // zeros come behind the sign
    }

    [GeneratedRegex(@"\{(?<name>[^{}:]+)(:(?<format>[^{}]*))?\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"^(?<width>\d{1,2})?(\.(?<digits>\d{1,2}))?(?<kind>[dfge])$")]
    private static partial Regex Format();
}
