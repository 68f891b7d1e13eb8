namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;

/// <summary>
/// The seed article's advice to "discard too-large weights" to the letter: every weight beyond ±<see cref="Threshold"/> becomes 0 after each update.
/// What is wrong with it: large weights carry most of what a network has learnt; pruning removes small ones, and large ones are
/// bounded by <see cref="MaxNorm"/>, <see cref="WeightClip"/> or weight decay. This is here to be compared with.
/// </summary>
public sealed record SeedDropLargeWeights(double Threshold) : WeightTransform
{
    /// <inheritdoc/>
    public override WeightLink Bind(UpdateContext context) => new Link(Threshold);

    private sealed class Link(double threshold) : WeightLink
    {
        public override void Apply(UpdateStep step) => step.Values.masked_fill_(step.Values.abs().gt(Held(threshold)), Zero);
    }
}
