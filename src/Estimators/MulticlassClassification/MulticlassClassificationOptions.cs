namespace MLNetGradExt;

/// <summary>Settings of <see cref="NetworkMulticlassClassificationTrainer"/>.</summary>
public sealed record MulticlassClassificationOptions : NetworkTrainerOptions
{
    /// <summary>What training makes small; cross entropy by default. Its class weights follow the order of the label's key values.</summary>
    public Loss Loss { get; init; } = Loss.CrossEntropy();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems() => Loss is null ? [.. base.Problems(), "Loss is null: use Loss.CrossEntropy()."] : base.Problems();

    internal override Loss EffectiveLoss => Loss;
}
