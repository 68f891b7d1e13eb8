namespace MLNetGradExt.Optimizers;

/// <summary>The parameters whose names match a pattern, and their optimizer.</summary>
/// <param name="Pattern">A name in which * stands for any text and ? for one character.</param>
/// <param name="Optimizer">Their optimizer.</param>
public sealed record OptimizerGroup(string Pattern, Optimizer Optimizer);
