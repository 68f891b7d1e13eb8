namespace MLNetGradExt.Schedules;

/// <summary>The first <see cref="Steps"/> steps of a schedule; later steps keep the last value.</summary>
public sealed record LimitedSchedule(Schedule Inner, long Steps) : Schedule
{
    /// <inheritdoc/>
    public override long? Length => Steps;

    /// <inheritdoc/>
    public override double At(long step) => Inner.At(Math.Min(step, Steps - 1));
}
