namespace MLNetGradExt.Gradients;

/// <summary>What a <see cref="Monitor"/> saw at one step: one number a parameter tensor, in the order of the parameters.</summary>
/// <param name="Step">The step, counted from 0.</param>
/// <param name="GradientNorms">‖∇θ‖₂ of each tensor.</param>
/// <param name="ParameterNorms">‖θ‖₂ of each tensor.</param>
public sealed record GradientRecord(long Step, ValueList<double> GradientNorms, ValueList<double> ParameterNorms)
{
    /// <summary>The norm of the whole gradient.</summary>
    public double GlobalNorm => Math.Sqrt(GradientNorms.Sum(norm => norm * norm));
}
