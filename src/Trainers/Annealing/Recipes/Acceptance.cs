using MLNetGradExt.Annealing;

namespace MLNetGradExt;

/// <summary>Whether a candidate replaces the present point. One of your own overrides <see cref="Probability"/>.</summary>
public abstract record Acceptance
{
    /// <summary>min(1, e^(−Δ/T)) (Metropolis et al., 1953).</summary>
    public static Acceptance Metropolis { get; } = new Metropolis();

    /// <summary>Only what is not worse.</summary>
    public static Acceptance Greedy { get; } = new Greedy();

    /// <summary>
    /// min(1, [1 − (1 − q)·Δ/T]^(1/(1 − q))) (Tsallis and Stariolo, 1996): below q = 1 it has a cut-off, a worsening of T/(1 − q) or more
    /// is never accepted; towards 1 it becomes <see cref="Metropolis"/>; above 1 its tail is heavy.
    /// </summary>
    /// <param name="q">The index; SciPy's <c>dual_annealing</c> takes −5.</param>
    public static Acceptance Tsallis(double q = -5) => new Tsallis(q);

    /// <summary>The probability, from 0 to 1, that the candidate is taken.</summary>
    /// <param name="current">The present loss.</param>
    /// <param name="candidate">The candidate's loss; +∞ where it was not finite.</param>
    /// <param name="temperature">In the loss's units; 0 means that nothing worse is accepted.</param>
    public abstract double Probability(double current, double candidate, double temperature);

    /// <summary>Everything wrong with this recipe's own numbers; empty when all is well.</summary>
    public virtual IEnumerable<string> Problems() => [];
}
