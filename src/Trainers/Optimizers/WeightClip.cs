namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;

/// <summary>θ ← min(max(θ, −bound), bound) after each update.</summary>
public sealed record WeightClip(double Bound) : WeightTransform
{
    /// <summary>The largest magnitude allowed; above 0.</summary>
    public double Bound { get; init; } = Bound > 0 ? Bound : throw new ArgumentOutOfRangeException(nameof(Bound), Bound, "The bound is above 0.");

    /// <inheritdoc/>
    public override WeightLink Bind(UpdateContext context) => new Link(Bound);

    private sealed class Link(double bound) : WeightLink
    {
        public override void Apply(UpdateStep step) => step.Values.clamp_(Held(-bound), Held(bound));
    }
}
