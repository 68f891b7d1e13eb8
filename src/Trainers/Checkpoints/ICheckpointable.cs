namespace MLNetGradExt.Checkpoints;

/// <summary>Something whose state a checkpoint carries: an optimizer, a gradient link, a callback, a generator.</summary>
public interface ICheckpointable
{
    /// <summary>Writes the whole state; loading it into a fresh object of the same recipe continues exactly.</summary>
    void SaveState(IStateWriter writer);

    /// <summary>Takes over a state that <see cref="SaveState"/> wrote.</summary>
    /// <exception cref="InvalidDataException">A value is missing or has another shape or type.</exception>
    void LoadState(IStateReader reader);
}
