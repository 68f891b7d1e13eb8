namespace MLNetGradExt;

/// <summary>The loss became NaN or infinite, and no gradient transform skipped the step. The message names epoch and step, what was found in inputs and weights, and what to try.</summary>
public sealed class NonFiniteLossException(string message, int epoch, long step) : InvalidOperationException(message)
{
    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The step of the run, from 0.</summary>
    public long Step { get; } = step;
}
