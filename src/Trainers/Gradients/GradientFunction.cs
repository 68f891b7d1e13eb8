namespace MLNetGradExt.Gradients;

/// <summary>A gradient transform written as code. It cannot be written to JSON.</summary>
public sealed record GradientFunction(Action<GradientStep> Function) : GradientTransform
{
    /// <inheritdoc/>
    public override void Apply(GradientStep step) => Function(step);
}
