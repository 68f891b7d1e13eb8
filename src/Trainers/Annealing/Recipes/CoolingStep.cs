namespace MLNetGradExt.Annealing;

/// <summary>What a <see cref="Cooling"/> may look at.</summary>
/// <param name="Initial">The first temperature.</param>
/// <param name="Final">The temperature to end at.</param>
/// <param name="Temperature">The temperature of the step before; the first one for the first step.</param>
/// <param name="Progress">The share of the run that is done, from 0 to 1, by whichever limit is nearest.</param>
/// <param name="Step">From 0.</param>
/// <param name="Deviation">The standard deviation of recent losses.</param>
public readonly record struct CoolingStep(double Initial, double Final, double Temperature, double Progress, long Step, double Deviation);
