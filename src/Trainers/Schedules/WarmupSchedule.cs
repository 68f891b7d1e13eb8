namespace MLNetGradExt.Schedules;

/// <summary>from + (to − from) · (step + 1) / steps, then <c>to</c>: the last of the <see cref="Steps"/> steps has the full value.</summary>
public sealed record WarmupSchedule(double To, long Steps, double From = 0) : Schedule
{
    /// <summary>Steps of the ramp; at least 1.</summary>
    public long Steps { get; init; } = Steps > 0 ? Steps : throw new ArgumentOutOfRangeException(nameof(Steps), Steps, "A warm-up lasts 1 or more steps.");

    /// <inheritdoc/>
    public override long? Length => Steps;

    /// <inheritdoc/>
    public override double At(long step) => From + (To - From) * Math.Min(1, (step + 1.0) / Steps);
}
