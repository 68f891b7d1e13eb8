using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Annealing;

/// <summary>A method at work in one run.</summary>
public abstract class AnnealingState : IDisposable, ICheckpointable
{
    /// <summary>The evaluations that the next step may take at least; a run ends when fewer are left.</summary>
    public abstract long NextCost { get; }

    /// <summary>Moves on by one step. The dispose scope around the call owns what it makes; survivors are detached.</summary>
    public abstract AnnealingReport Step();

    /// <inheritdoc/>
    public abstract void SaveState(IStateWriter writer);

    /// <inheritdoc/>
    public abstract void LoadState(IStateReader reader);

    /// <summary>Releases what the method holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the method holds.</summary>
    protected virtual void Dispose(bool disposing) { }
}

/// <summary>What a step came to; each figure is a trace in the history.</summary>
/// <param name="Current">The present loss: the best of the chains, or of the generation.</param>
/// <param name="Acceptance">The share of candidates that were accepted.</param>
/// <param name="StepSize">How far candidates go, in natural units of the coordinates.</param>
/// <param name="Deviation">The standard deviation of the losses at work; NaN where there is only one.</param>
public readonly record struct AnnealingReport(double Current, double Acceptance, double StepSize, double Deviation);
