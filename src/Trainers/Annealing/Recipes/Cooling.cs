using MLNetGradExt.Annealing;

namespace MLNetGradExt;

/// <summary>How the temperature falls. One of your own overrides <see cref="At"/>.</summary>
public abstract record Cooling
{
    /// <summary>T₀·r^progress: every part of the run cools by the same factor, down to the final temperature, 10⁻⁴·T₀ unless the options name one.</summary>
    public static Cooling Geometric { get; } = new GeometricCooling();

    /// <summary>T₀·ln 2 / ln(step + 2), which is slow enough to be certain of the optimum and too slow to be of use (Geman and Geman, 1984).</summary>
    public static Cooling Logarithmic { get; } = new LogarithmicCooling();

    /// <summary>T₀·αˢᵗᵉᵖ.</summary>
    /// <param name="alpha">The factor of one step, above 0 and at most 1.</param>
    public static Cooling Factor(double alpha) => new FactorCooling(alpha);

    /// <summary>T ← T / (1 + T·ln(1 + δ) / (3σ)), where σ is the deviation of the losses at T: quick where losses hardly differ, slow where the landscape has structure (Aarts and van Laarhoven, 1985).</summary>
    /// <param name="delta">How far the state may leave equilibrium in one step; smaller is slower.</param>
    public static Cooling Adaptive(double delta = 0.1) => new AdaptiveCooling(delta);

    /// <summary>The temperature of a step.</summary>
    public abstract double At(CoolingStep step);

    /// <summary>Everything wrong with this recipe's own numbers; empty when all is well.</summary>
    public virtual IEnumerable<string> Problems() => [];
}
