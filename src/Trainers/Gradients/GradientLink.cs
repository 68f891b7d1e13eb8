namespace MLNetGradExt.Gradients;

using MLNetGradExt.Checkpoints;

/// <summary>A <see cref="GradientTransform"/> bound to parameters: it may hold state, which a checkpoint carries.</summary>
public abstract class GradientLink : ICheckpointable, IDisposable
{
    /// <summary>Works on one step's gradients, in place.</summary>
    public abstract void Apply(GradientStep step);

    /// <summary>
    /// Whether <see cref="GradientStep.Statistics"/> still hold after <see cref="Apply"/>, because the link only looked
    /// or because it kept them up to date. When false, the next link that asks measures again.
    /// </summary>
    public virtual bool KeepsStatistics => false;

    /// <inheritdoc/>
    public virtual void SaveState(IStateWriter writer) { }

    /// <inheritdoc/>
    public virtual void LoadState(IStateReader reader) { }

    /// <summary>Releases what the link owns.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>The link of a transform without state: it calls <see cref="GradientTransform.Apply"/>.</summary>
internal sealed class StatelessLink(GradientTransform transform) : GradientLink
{
    public override void Apply(GradientStep step) => transform.Apply(step);
}
