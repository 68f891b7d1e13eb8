namespace QuickStart.OwnData;

internal enum PredictionTask { Regression, Binary, Multiclass }

/// <summary>Which task a label column asks for, and why we think so.</summary>
internal sealed record TaskGuess(PredictionTask Task, string Why)
{
    private const int MostClasses = 100;

    public static TaskGuess For(CsvColumn label, string? wanted)
    {
        if (label.Present.Count < 20)
            throw new UsageException($"Only {label.Present.Count} rows have a value in '{label.Name}'; at least 20 are needed to train and to test.");
        if (label.Distinct == 1)
            throw new UsageException($"Every row has '{label.Present[0]}' in '{label.Name}': there is nothing to learn from a label of one value.");
        var guess = wanted is null ? Guess(label) : new TaskGuess(Parse(wanted), "as asked for");
        if (guess.Task == PredictionTask.Regression && !label.IsNumeric)
            throw new UsageException($"Regression needs numbers, but '{label.Name}' holds '{label.Present.First(cell => label.Number(cell) is null)}'.");
        if (guess.Task == PredictionTask.Binary && label.Distinct != 2)
            throw new UsageException($"A binary label has two values, but '{label.Name}' has {label.Distinct}. Try --task multiclass{(label.IsNumeric ? " or regression" : "")}.");
        if (guess.Task == PredictionTask.Multiclass && label.Distinct > MostClasses)
            throw new UsageException($"'{label.Name}' has {label.Distinct} different values, too many to be classes (at most {MostClasses}).{(label.IsNumeric ? " Try --task regression." : "")}");
        return guess;
    }

    private static TaskGuess Guess(CsvColumn label)
    {
        if (label.Distinct == 2) return new(PredictionTask.Binary, "the label has two values");
        if (!label.IsNumeric) return new(PredictionTask.Multiclass, $"the label has {label.Distinct} texts");
        var whole = label.Present.All(cell => label.Number(cell) is { } value && value == Math.Floor(value));
        return whole && label.Distinct <= 20
            ? new(PredictionTask.Multiclass, $"the label has only {label.Distinct} different whole numbers; --task regression treats them as amounts")
            : new(PredictionTask.Regression, $"the label has {label.Distinct} different numbers");
    }

    private static PredictionTask Parse(string text) => Enum.TryParse<PredictionTask>(text, ignoreCase: true, out var task) && Enum.IsDefined(task) ? task
        : throw new UsageException($"--task is '{text}', but it must be regression, binary or multiclass.");
}
