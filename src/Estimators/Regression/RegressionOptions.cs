namespace MLNetGradExt;

/// <summary>Settings of <see cref="NetworkRegressionTrainer"/>.</summary>
public sealed record RegressionOptions : NetworkTrainerOptions
{
    /// <summary>What training makes small; squared error by default.</summary>
    public Loss Loss { get; init; } = Loss.MeanSquaredError;

    /// <summary>
    /// Whether the label is standardised for training and the score brought back to its scale; on by default. The reported
    /// losses are then in units of the label's variance.
    /// </summary>
    public bool StandardizeLabel { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems() => [.. base.Problems(), .. Loss is null ? ["Loss is null: use Loss.MeanSquaredError."] : Loss.Problems(1)];

    internal override Loss EffectiveLoss => Loss;
}
