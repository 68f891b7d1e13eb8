using Microsoft.ML.Data;

namespace MLNetGradExt.Bridging;

/// <summary>What columns a network can be trained on, with a hint for each way to miss it.</summary>
internal static class ColumnRules
{
    /// <summary>More classes than this is a sign of a wrong label column rather than of a wide network.</summary>
    public const int MaxClasses = 1_000_000;

    public static string Missing(string name, string role, string view, IEnumerable<string> present)
    {
        var all = present.ToArray();
        var nearest = Nearest.Of(name, all);
        return $"The {view} has no {role} column '{name}'." + (nearest is null ? $" It has: {string.Join(", ", all)}." : $" Did you mean '{nearest}'?");
    }

    public static void Features(ColumnFacts column, string view, List<string> problems)
    {
        if (!column.IsVector || !column.IsKnownSize || column.IsKey || column.ItemType != NumberDataViewType.Single)
            problems.Add($"The feature column '{column.Name}' of the {view} is {column.Type}; a network reads a vector of Single of known size: gather the columns with Concatenate"
                + (column.IsVector ? "." : ", even a single one, and turn text into numbers first (OneHotEncoding, FeaturizeText)."));
        else if (column.Size == 0) problems.Add($"The feature column '{column.Name}' of the {view} has no slots.");
    }

    public static void Label(ColumnFacts column, LabelKind kind, string view, List<string> problems)
    {
        var label = $"The label column '{column.Name}' of the {view} is {column.Type}";
        switch (kind)
        {
            case LabelKind.Number when column.IsVector || column.IsKey || column.ItemType != NumberDataViewType.Single:
                problems.Add($"{label}; regression predicts a Single: convert it with ConvertType.");
                break;
            case LabelKind.Boolean when column.IsVector || column.IsKey || column.ItemType != BooleanDataViewType.Instance:
                problems.Add($"{label}; binary classification predicts a Boolean: map it with MapValue, or load it as Boolean.");
                break;
            case LabelKind.Key when column.IsVector || !column.IsKey:
                problems.Add($"{label}; multiclass classification predicts a Key: add MapValueToKey(\"{column.Name}\") before the trainer.");
                break;
            case LabelKind.Key when column.KeyCount is > MaxClasses:
                problems.Add($"{label}, a key of {column.KeyCount:N0} classes: a network has one output a class. Map the label with MapValueToKey so that only the classes present count.");
                break;
        }
    }

    public static void Weight(ColumnFacts column, string view, List<string> problems)
    {
        if (column.IsVector || column.IsKey || column.ItemType != NumberDataViewType.Single)
            problems.Add($"The weight column '{column.Name}' of the {view} is {column.Type}; an example's weight is a Single.");
    }
}
