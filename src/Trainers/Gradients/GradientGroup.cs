namespace MLNetGradExt.Gradients;

/// <summary>The parameters whose names match a pattern, and what happens to their gradients.</summary>
/// <param name="Pattern">A name in which * stands for any text and ? for one character.</param>
/// <param name="Transforms">The transforms, in order; none leaves the gradients alone.</param>
public sealed record GradientGroup(string Pattern, ValueList<GradientTransform> Transforms);
