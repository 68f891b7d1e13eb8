namespace MLNetGradExt.Gradients;

/// <summary>Drops a step when any gradient holds NaN or infinity, and says in which tensors.</summary>
public sealed record SkipNonFinite : GradientTransform
{
    /// <inheritdoc/>
    public override void Apply(GradientStep step)
    {
        if (step.Statistics.AllFinite) return;
        var guilty = new List<string>();
        for (var i = 0; i < step.Slices.Count; i++)
        {
            if (step.Statistics.IsFinite(i)) continue;
            var name = step.Slices[i].Name;
            guilty.Add(name);
            step.Log(new GradientEvent(step.Step, name, "non-finite", double.NaN, 0, 0, $"{name} has NaN or infinity in its gradient at step {step.Step}; the step is skipped"));
        }

        step.Skip($"NaN or infinity in the gradient of {string.Join(", ", guilty)}");
    }
}
