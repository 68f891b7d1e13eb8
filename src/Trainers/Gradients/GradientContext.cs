namespace MLNetGradExt.Gradients;

/// <summary>What links may want to know when they are bound.</summary>
/// <param name="Seed">Seed of the gradient noise of this run.</param>
/// <param name="TotalSteps">Optimizer steps the run is planned to take; 0 when unknown.</param>
public sealed record GradientContext(ulong Seed = 0, long TotalSteps = 0);
