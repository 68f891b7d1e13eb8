namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;

/// <summary>u ← factor · u: a learning rate in the middle of a chain.</summary>
public sealed record Scale(Schedule Factor) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(Factor.Over(context.TotalSteps));

    private sealed class Link(Schedule factor) : UpdateLink
    {
        public override void Apply(UpdateStep step) => step.Update.mul_(Held(factor.At(step.Count - 1)));
    }
}
