using Microsoft.ML;

namespace MLNetGradExt.Scoring;

/// <summary>How many classes there are and what they are called.</summary>
/// <param name="Count">The number of classes.</param>
/// <param name="Values">The values behind the label's key, or null where it had none.</param>
internal sealed record ClassNames(int Count, KeyValueList? Values)
{
    /// <summary>A text for each class: its value, or its number from 0.</summary>
    public IReadOnlyList<string> Texts { get; } = Values?.Texts is { } texts && texts.Length == Count
        ? texts
        : [.. Enumerable.Range(0, Count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    public static ClassNames Of(DataViewSchema.Column label, int count) => new(count, KeyValueList.Of(label));
}
