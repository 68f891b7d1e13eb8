namespace MLNetGradExt;

using MLNetGradExt.Gradients;

/// <summary>Recipes for what happens to gradients between <c>backward</c> and the optimizer. They act in the order in which they are listed.</summary>
public static class Gradient
{
    /// <summary>Finds vanishing, exploding, spiking and non-finite gradients and repairs them, without any setting; see <see cref="GradientRepair"/>.</summary>
    public static GradientRepair Repair() => new();

    /// <summary>Limits every element to [−<paramref name="limit"/>, <paramref name="limit"/>].</summary>
    public static GradientTransform ClipByValue(Schedule limit) => new ClipByValue(limit);

    /// <summary>Shortens the whole gradient to a p-norm of at most <paramref name="max"/>; its direction stays.</summary>
    public static GradientTransform ClipByGlobalNorm(Schedule max, double p = 2) => new ClipByGlobalNorm(max, p);

    /// <summary>Shortens the gradient of each parameter tensor to a norm of at most <paramref name="max"/>.</summary>
    public static GradientTransform ClipPerLayer(Schedule max) => new ClipPerLayer(max);

    /// <summary>Shortens the gradient of each unit to at most <paramref name="ratio"/> of its weights' norm (AGC).</summary>
    public static GradientTransform AdaptiveClip(double ratio = 0.01, double epsilon = 1e-3) => new AdaptiveClip(ratio, epsilon);

    /// <summary>Subtracts from the gradient of each unit's weights its mean.</summary>
    public static GradientTransform Centralize() => new Centralize();

    /// <summary>Adds Gaussian noise with the given standard deviation; null is 0.1/(1 + step)^0.55.</summary>
    public static GradientTransform Noise(Schedule? deviation = null) => new GradientNoise(deviation ?? Schedule.InverseTime(0.1, 1, 0.55));

    /// <summary>Divides the gradient by its norm: the whole of it, or each tensor by its own.</summary>
    public static GradientTransform Normalize(bool perLayer = false) => new Normalize(perLayer);

    /// <summary>Averages the gradients of <paramref name="steps"/> batches before one update.</summary>
    public static GradientTransform Accumulate(int steps) => new Accumulate(steps);

    /// <summary>Drops every step whose gradients hold NaN or infinity.</summary>
    public static GradientTransform SkipNonFinite() => new SkipNonFinite();

    /// <summary>Sets the gradients of matching parameters to zero. A name may hold * and ?.</summary>
    public static GradientTransform Freeze(params string[] patterns) => new Freeze([.. patterns]);

    /// <summary>Different transforms for different parameters, by name pattern; the first pattern that matches a parameter wins.</summary>
    /// <exception cref="ArgumentException">When bound: a parameter matches no pattern.</exception>
    public static GradientTransform Partition(params (string Pattern, GradientTransform[] Transforms)[] groups) =>
        new PartitionedGradients([.. groups.Select(g => new GradientGroup(g.Pattern, [.. g.Transforms]))]);

    /// <summary>Records the norms of what passes here, every few steps, under a name; it changes nothing.</summary>
    public static GradientTransform Monitor(string name = "gradients", int every = 1) => new Monitor(name, every);

    /// <summary>A transform written as code. It cannot be written to JSON.</summary>
    public static GradientTransform From(Action<GradientStep> apply) => new GradientFunction(apply);
}
