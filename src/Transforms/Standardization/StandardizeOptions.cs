using Microsoft.ML;

namespace MLNetGradExt.Transforms;

/// <summary>Settings of <see cref="StandardizingEstimator"/>.</summary>
public sealed record StandardizeOptions
{
    /// <summary>The columns to write, each with the column it reads; at least one.</summary>
    public IReadOnlyList<InputOutputColumnPair> Columns { get; init; } = [];

    /// <summary>What to do with NaN; an error by default, since a NaN in the features ruins a network silently.</summary>
    public MissingValues MissingValues { get; init; } = MissingValues.Error;

    /// <summary>0 for the population's variance (the default, as in scikit-learn), 1 for the sample's.</summary>
    public int DegreesOfFreedom { get; init; }

    /// <summary>Everything wrong with these settings, or nothing.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Columns is not { Count: > 0 }) problems.Add("Columns is empty: name at least one column to standardise.");
        else
        {
            if (Columns.Any(c => string.IsNullOrEmpty(c?.OutputColumnName))) problems.Add("Columns holds an entry without an output column name.");
            foreach (var twice in Columns.Where(c => c is not null).GroupBy(c => c.OutputColumnName).Where(g => g.Count() > 1))
                problems.Add($"Columns writes '{twice.Key}' {twice.Count()} times.");
        }
        if (DegreesOfFreedom is not (0 or 1)) problems.Add($"DegreesOfFreedom is {DegreesOfFreedom}: use 0 (population) or 1 (sample).");
        if (!Enum.IsDefined(MissingValues)) problems.Add($"MissingValues is {MissingValues}, which is no policy.");
        return problems;
    }
}
