namespace MLNetGradExt.Optimizers;

/// <summary>u ← factor · u: a learning rate in the middle of a chain.</summary>
public sealed record Scale(Schedule Factor) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(Factor.Over(context.TotalSteps));

    private sealed class Link(Schedule factor) : UpdateLink
    {
        public override void Apply(UpdateStep step) => step.Update.mul_(factor.At(step.Count - 1));
    }
}
