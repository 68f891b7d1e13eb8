namespace MLNetGradExt.Schedules;

/// <summary>Another schedule times a constant.</summary>
public sealed record ScaledSchedule(Schedule Inner, double Factor) : Schedule
{
    /// <inheritdoc/>
    public override long? Length => Inner.Length;

    /// <inheritdoc/>
    public override Schedule Over(long totalSteps) => this with { Inner = Inner.Over(totalSteps) };

    /// <inheritdoc/>
    public override double At(long step) => Factor * Inner.At(step);
}
