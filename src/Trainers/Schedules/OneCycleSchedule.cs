namespace MLNetGradExt.Schedules;

/// <summary>
/// One cosine rise and one cosine fall: from max/<see cref="InitialDivisor"/> up to <see cref="Max"/> at <see cref="WarmFraction"/> of the run,
/// then down to max/<see cref="InitialDivisor"/>/<see cref="FinalDivisor"/>. The same values as PyTorch's <c>OneCycleLR</c>.
/// With <see cref="Steps"/> null it adopts the length of the run. Smith and Topin, "Super-Convergence", 2018.
/// </summary>
public sealed record OneCycleSchedule(double Max, long? Steps = null, double WarmFraction = 0.3, double InitialDivisor = 25, double FinalDivisor = 1e4) : Schedule
{
    /// <inheritdoc/>
    public override long? Length => Steps;

    /// <inheritdoc/>
    public override Schedule Over(long totalSteps) => Steps is null ? this with { Steps = Math.Max(1, totalSteps) } : this;

    /// <inheritdoc/>
    public override double At(long step)
    {
        var initial = Max / InitialDivisor;
        if (Steps is not { } steps) return initial;
        // The rise ends on the (fractional) step where PyTorch ends it; the last step of the run has the final value.
        double rise = WarmFraction * steps - 1, last = steps - 1;
        return step <= rise
            ? Wave(initial, Max, rise > 0 ? step / rise : 1)
            : Wave(Max, initial / FinalDivisor, last > rise ? Math.Min(1, (step - rise) / (last - rise)) : 1);
    }

    private static double Wave(double from, double to, double part) => to + (from - to) * (1 + Math.Cos(Math.PI * part)) / 2;
}
