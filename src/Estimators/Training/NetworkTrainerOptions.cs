namespace MLNetGradExt;

/// <summary>What the trainers of all tasks are told.</summary>
public abstract record NetworkTrainerOptions
{
    /// <summary>The network's recipe; each <c>Fit</c> builds a fresh network from it. By default two hidden layers of 64.</summary>
    public Network Network { get; init; } = Network.Mlp(64, 64);

    /// <summary>The label column.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The feature column: a vector of Single of known size, dense or sparse.</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>The column with each row's weight in the loss, a Single of 0 or more; null when all rows count alike.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>How to train: optimiser, gradients, epochs, batch size, device, seed.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>
    /// Bytes of features kept in memory; a view with more is streamed, with a thread that reads ahead. 2 GiB by default.
    /// </summary>
    public long MemoryLimit { get; init; } = 2L << 30;

    /// <summary>Rows among which a streamed view is shuffled, besides any shuffling of its own.</summary>
    public int ShuffleRows { get; init; } = 16_384;

    /// <summary>Stops training between two steps; <c>Fit</c> then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Everything wrong with these options, in sentences; empty when all is well.</summary>
    public virtual IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Network is null) problems.Add("Network is null: choose one, such as Network.Mlp(64, 64).");
        if (string.IsNullOrEmpty(LabelColumnName)) problems.Add("LabelColumnName is empty.");
        if (string.IsNullOrEmpty(FeatureColumnName)) problems.Add("FeatureColumnName is empty.");
        if (ExampleWeightColumnName is "") problems.Add("ExampleWeightColumnName is empty: use null for no weights.");
        if (!string.IsNullOrEmpty(LabelColumnName) && LabelColumnName == FeatureColumnName)
            problems.Add($"LabelColumnName and FeatureColumnName are both '{LabelColumnName}': the network would read the answer.");
        if (Training is null) problems.Add("Training is null: use new TrainingOptions().");
        else problems.AddRange(Training.Problems());
        if (MemoryLimit < 0) problems.Add($"MemoryLimit is {MemoryLimit}, but it must be 0 or more bytes.");
        if (ShuffleRows < 1) problems.Add($"ShuffleRows is {ShuffleRows}, but at least 1 is needed.");
        return problems;
    }

    /// <summary>The loss to train with.</summary>
    internal abstract Loss EffectiveLoss { get; }

    /// <summary>Whether a temperature is fitted to the validation rows.</summary>
    internal virtual bool Calibrates => false;
}
