namespace MLNetGradExt.Gradients;

using static MLNetGradExt.Training.Numbers;

/// <summary>g ← min(max(g, −limit), limit), element by element. NaN stays NaN.</summary>
public sealed record ClipByValue(Schedule Limit) : GradientTransform
{
    /// <inheritdoc/>
    public override void Apply(GradientStep step)
    {
        var limit = Limit.At(step.Step);
        step.Flat.clamp_(Held(-limit), Held(limit));
    }
}
