namespace MLNetGradExt;

using MLNetGradExt.Gradients;
using MLNetGradExt.Training;

/// <summary>
/// A recipe for something that happens to the gradients between <c>backward</c> and the optimizer: clipping, repair, noise, watching.
/// Recipes are immutable and comparable; binding one to parameters makes a <see cref="GradientLink"/>.
/// A transform of your own overrides one method, <see cref="Apply"/>.
/// </summary>
/// <example><code>
/// public sealed record SignOnly : GradientTransform
/// {
///     public override void Apply(GradientStep step) { foreach (var g in step.Gradients) g.sign_(); }
/// }
/// </code></example>
public abstract record GradientTransform
{
    /// <summary>Changes the gradients in place. Temporaries die with the dispose scope of the step.</summary>
    public virtual void Apply(GradientStep step) { }

    /// <summary>Makes the running form. Transforms that remember something from step to step override this and keep their state in the link.</summary>
    public virtual GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new StatelessLink(this);
}
