namespace MLNetGradExt;

/// <summary>Settings of <see cref="NetworkBinaryClassificationTrainer"/>.</summary>
public sealed record BinaryClassificationOptions : NetworkTrainerOptions
{
    /// <summary>What training makes small; cross entropy of the logit by default.</summary>
    public Loss Loss { get; init; } = Loss.BinaryCrossEntropy();

    /// <summary>A row is predicted positive when its <c>Score</c> (a logit) exceeds this; 0 is a probability of one half.</summary>
    public float Threshold { get; init; }

    /// <summary>
    /// Whether one temperature is fitted to the validation rows after training, so that <c>Probability</c> is what it says; see
    /// <see cref="TemperatureScaling"/>. It needs a validation view or <see cref="TrainingOptions.ValidationFraction"/>.
    /// </summary>
    public bool CalibrateTemperature { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems()
    {
        var problems = new List<string>(base.Problems());
        if (Loss is null) problems.Add("Loss is null: use Loss.BinaryCrossEntropy().");
        else problems.AddRange(Loss.Problems(1));
        if (float.IsNaN(Threshold)) problems.Add("Threshold is NaN.");
        return problems;
    }

    internal override Loss EffectiveLoss => Loss;

    internal override bool Calibrates => CalibrateTemperature;
}
