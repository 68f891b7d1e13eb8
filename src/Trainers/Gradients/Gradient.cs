namespace MLNetGradExt;

using MLNetGradExt.Gradients;

/// <summary>Recipes for what happens to gradients between <c>backward</c> and the optimizer. They act in the order in which they are listed.</summary>
public static partial class Gradient
{
    /// <summary>Limits every element to [−<paramref name="limit"/>, <paramref name="limit"/>].</summary>
    public static GradientTransform ClipByValue(Schedule limit) => new ClipByValue(limit);

    /// <summary>Shortens the whole gradient to a p-norm of at most <paramref name="max"/>; its direction stays.</summary>
    public static GradientTransform ClipByGlobalNorm(Schedule max, double p = 2) => new ClipByGlobalNorm(max, p);

    /// <summary>Drops every step whose gradients hold NaN or infinity.</summary>
    public static GradientTransform SkipNonFinite() => new SkipNonFinite();
}
