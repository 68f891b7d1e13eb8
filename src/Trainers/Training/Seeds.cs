namespace MLNetGradExt.Training;

/// <summary>
/// One seed for a run becomes independent seeds for its streams (initial weights, shuffling, gradient noise, …),
/// so that a change in one stream's use leaves the others' draws as they were.
/// The mixing is SplitMix64 (Steele, Lea and Flood, 2014).
/// </summary>
public static class Seeds
{
    /// <summary>The stream of initial weights and of the seeds of dropout.</summary>
    public const ulong Initialization = 1;

    /// <summary>The stream of shuffling.</summary>
    public const ulong Shuffling = 2;

    /// <summary>The stream of gradient noise.</summary>
    public const ulong Gradients = 3;

    /// <summary>The stream of the split into training and validation rows.</summary>
    public const ulong Splitting = 4;

    /// <summary>The stream of annealing.</summary>
    public const ulong Annealing = 5;

    /// <summary>The stream of the directions in which curvature is measured.</summary>
    public const ulong Curvature = 6;

    /// <summary>A seed that depends on both numbers, well mixed; at most 63 bits, so that it fits a signed seed too.</summary>
    public static ulong Mix(ulong seed, ulong stream)
    {
        var z = seed + (stream + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (z ^ (z >> 31)) >> 1;
    }
}
