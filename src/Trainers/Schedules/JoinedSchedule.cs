namespace MLNetGradExt.Schedules;

/// <summary>One schedule for <see cref="FirstSteps"/> steps, then another that counts from 0 again.</summary>
public sealed record JoinedSchedule(Schedule First, long FirstSteps, Schedule Next) : Schedule
{
    /// <inheritdoc/>
    public override long? Length => Next.Length is { } next ? FirstSteps + next : null;

    /// <inheritdoc/>
    public override Schedule Over(long totalSteps) => this with { Next = Next.Over(Math.Max(1, totalSteps - FirstSteps)) };

    /// <inheritdoc/>
    public override double At(long step) => step < FirstSteps ? First.At(step) : Next.At(step - FirstSteps);
}
