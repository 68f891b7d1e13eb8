namespace MLNetGradExt.Schedules;

/// <summary>to + (from − to) · (1 − step/steps)^power, then <c>to</c>. With <see cref="Steps"/> null it adopts the length of the run.</summary>
public sealed record PolynomialSchedule(double From, double To, double Power = 1, long? Steps = null) : Schedule
{
    /// <inheritdoc/>
    public override long? Length => Steps;

    /// <inheritdoc/>
    public override Schedule Over(long totalSteps) => Steps is null ? this with { Steps = Math.Max(1, totalSteps) } : this;

    /// <inheritdoc/>
    public override double At(long step) => To + (From - To) * Math.Pow(1 - Progress.Of(step, Steps), Power);
}
