using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNetGradExt.Checkpoints;

/// <summary>File names made of figures, in Python's format language as Keras has it: <c>{epoch:02d}-{val_accuracy:.4f}</c>.</summary>
internal static partial class NameTemplate
{
    /// <exception cref="ArgumentException">A figure is unknown or a format is none; the message lists the figures.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, double> figures) => Field().Replace(template, match =>
    {
        var (name, format) = (match.Groups["name"].Value, match.Groups["format"].Value);
        if (!figures.TryGetValue(name, out var value)) throw new ArgumentException($"The name template '{template}' asks for {name}, which is not there.{Names.Suggest(name, figures.Keys)}");
        return Format(value, format) ?? throw new ArgumentException($"The name template '{template}' has the format '{format}', but only forms such as 02d, .4f and .3g are known.");
    });

    private static string? Format(double value, string format)
    {
        if (format.Length == 0) return value.ToString("R", CultureInfo.InvariantCulture);
        var parts = Parts().Match(format);
        if (!parts.Success) return null;
        var digits = parts.Groups["digits"].Value;
        var text = parts.Groups["kind"].Value switch
        {
            "d" => digits.Length > 0 ? null : Math.Round(value).ToString("F0", CultureInfo.InvariantCulture),
            "f" => value.ToString("F" + (digits.Length > 0 ? digits : "6"), CultureInfo.InvariantCulture),
            _ => value.ToString("G" + (digits.Length > 0 ? digits : "6"), CultureInfo.InvariantCulture),
        };
        var width = parts.Groups["width"].Value;
        return text is null || width.Length == 0 ? text : text.PadLeft(int.Parse(width, CultureInfo.InvariantCulture), width[0] == '0' ? '0' : ' ');
    }

    [GeneratedRegex(@"\{(?<name>[^{}:]+)(:(?<format>[^{}]*))?\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"^(?<width>\d{1,2})?(\.(?<digits>\d{1,2}))?(?<kind>[dfg])$")]
    private static partial Regex Parts();
}
