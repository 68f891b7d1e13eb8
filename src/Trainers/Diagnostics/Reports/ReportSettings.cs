using System.Globalization;
using System.Text.RegularExpressions;
using static MLNetGradExt.Diagnostics.ChartText;

namespace MLNetGradExt.Diagnostics;

/// <summary>Training options in words.</summary>
internal static partial class ReportSettings
{
    public const string Callbacks = "callbacks";

    public static Dictionary<string, string> Of(TrainingOptions options) => new()
    {
        ["trainer"] = options.Trainer.ToString(),
        ["optimizer"] = options.Optimizer?.ToString() ?? "AdamW, chosen for the data",
        ["gradients"] = options.Gradients.Count == 0 ? "unchanged" : string.Join(", ", options.Gradients),
        [Callbacks] = options.Callbacks.Count == 0 ? "none" : string.Join(", ", options.Callbacks.Select(WithoutDelegates)),
        ["epochs"] = options.Epochs?.ToString(CultureInfo.InvariantCulture) ?? "chosen by the number of rows",
        ["batch size"] = options.BatchSize?.ToString(CultureInfo.InvariantCulture) ?? "chosen by the number of rows",
        ["validation share"] = Number(options.ValidationFraction),
        ["device"] = options.Device.ToString(),
        ["seed"] = options.Seed?.ToString(CultureInfo.InvariantCulture) ?? "drawn for the run",
    };

    /// <summary>What goes into files. Callbacks stay here: they name folders of the machine that trained.</summary>
    public static Dictionary<string, string> ToKeep(TrainingOptions options)
    {
        var settings = Of(options);
        settings.Remove(Callbacks);
        return settings;
    }

    // A function in a recipe prints as its type, which tells a reader nothing.
    private static string WithoutDelegates(object recipe)
    {
        var text = Delegates().Replace(recipe.ToString() ?? "", "");
        return text.Contains("{ }", StringComparison.Ordinal) ? text.Replace(" { }", "", StringComparison.Ordinal) : text;
    }

    [GeneratedRegex(@"\w+ = System\.(Action|Func)[^,}]*(, )?")]
    private static partial Regex Delegates();
}
