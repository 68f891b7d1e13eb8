namespace MLNetGradExt;

/// <summary>Settings of <see cref="NetworkMulticlassClassificationTrainer"/>.</summary>
public sealed record MulticlassClassificationOptions : NetworkTrainerOptions
{
    /// <summary>What training makes small; cross entropy by default. Its class weights follow the order of the label's key values.</summary>
    public Loss Loss { get; init; } = Loss.CrossEntropy();

    /// <summary>
    /// Whether one temperature is fitted to the validation rows after training, so that the probabilities in <c>Score</c> are what they
    /// say; see <see cref="TemperatureScaling"/>. It needs a validation view or <see cref="TrainingOptions.ValidationFraction"/>.
    /// </summary>
    public bool CalibrateTemperature { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems() => Loss is null ? [.. base.Problems(), "Loss is null: use Loss.CrossEntropy()."] : base.Problems();

    internal override Loss EffectiveLoss => Loss;

    internal override bool Calibrates => CalibrateTemperature;
}
