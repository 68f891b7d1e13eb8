namespace MLNetGradExt;

/// <summary>A line for the log of a run.</summary>
/// <param name="IsWarning">Whether it deserves attention.</param>
/// <param name="Text">What to say.</param>
public sealed record TrainingMessage(bool IsWarning, string Text);
