namespace MLNetGradExt.Callbacks;

/// <summary>The names of an epoch's figures, and the names under which Keras, PyTorch Lightning and scikit-learn know them.</summary>
internal static class Figures
{
    private const string Validation = "val_";

    private static readonly Dictionary<string, string> s_aliases = new()
    {
        ["acc"] = "accuracy", ["binary_accuracy"] = "accuracy", ["categorical_accuracy"] = "accuracy", ["sparse_categorical_accuracy"] = "accuracy",
        ["mean_absolute_error"] = "mae", ["root_mean_squared_error"] = "rmse", ["train_loss"] = "loss", ["lr"] = "learning_rate", ["global_step"] = "step",
    };

    /// <summary>The figures that every epoch of a run will have: the trainer's own, and those of the validation set where there is one.</summary>
    public static IReadOnlyList<string> Of(TrainingJob job, IEnumerable<string> own) =>
        [.. own, .. job.Validation is null && job.Options.ValidationFraction == 0 ? [] : job.Metrics.Select(m => Validation + m.Name).Prepend(Validation + "loss")];

    /// <summary>The present name that is meant by a name or its alias, or null where there is none.</summary>
    public static string? Find(string wanted, Func<string, bool> present)
    {
        if (present(wanted)) return wanted;
        var (prefix, name) = wanted.StartsWith(Validation, StringComparison.Ordinal) ? (Validation, wanted[Validation.Length..]) : ("", wanted);
        return s_aliases.TryGetValue(name, out var known) && present(prefix + known) ? prefix + known : null;
    }

    /// <summary>The name of the figure without that it is one of the validation set.</summary>
    public static string Metric(string name) => name.StartsWith(Validation, StringComparison.Ordinal) ? name[Validation.Length..] : name;

    /// <summary>What to say of a name that is not there: the nearest, all, and what a figure of a validation set needs.</summary>
    public static string Missing(string wanted, IEnumerable<string> present)
    {
        var names = present.ToArray();
        var needsSet = wanted.StartsWith(Validation, StringComparison.Ordinal) && !names.Any(n => n.StartsWith(Validation, StringComparison.Ordinal));
        return Names.Suggest(wanted, names) + (needsSet ? " Figures of a validation set need one: set ValidationFraction or give validation rows." : "");
    }
}
