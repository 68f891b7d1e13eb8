namespace MLNetGradExt.Schedules;

/// <summary>
/// to + (from − to) · (1 + cos(π · step/steps)) / 2, then <c>to</c>. With <see cref="Steps"/> null it adopts the length of the run.
/// Loshchilov and Hutter, "SGDR", 2017.
/// </summary>
public sealed record CosineSchedule(double From, double To = 0, long? Steps = null) : Schedule
{
    /// <inheritdoc/>
    public override long? Length => Steps;

    /// <inheritdoc/>
    public override Schedule Over(long totalSteps) => Steps is null ? this with { Steps = Math.Max(1, totalSteps) } : this;

    /// <inheritdoc/>
    public override double At(long step) => To + (From - To) * (1 + Math.Cos(Math.PI * Progress.Of(step, Steps))) / 2;
}
