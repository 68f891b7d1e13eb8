namespace MLNetGradExt.Schedules;

/// <summary>The same value at every step.</summary>
public sealed record ConstantSchedule(double Value) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step) => Value;
}
