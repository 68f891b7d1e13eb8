namespace MLNetGradExt.Gradients;

/// <summary>g ← min(max(g, −limit), limit), element by element. NaN stays NaN.</summary>
public sealed record ClipByValue(Schedule Limit) : GradientTransform
{
    /// <inheritdoc/>
    public override void Apply(GradientStep step)
    {
        var limit = Limit.At(step.Step);
        step.Flat.clamp_(-limit, limit);
    }
}
