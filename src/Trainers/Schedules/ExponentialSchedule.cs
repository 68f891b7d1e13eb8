namespace MLNetGradExt.Schedules;

/// <summary>initial · factor^step.</summary>
public sealed record ExponentialSchedule(double Initial, double Factor) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step) => Initial * Math.Pow(Factor, step);
}
