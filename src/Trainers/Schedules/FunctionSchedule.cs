namespace MLNetGradExt.Schedules;

/// <summary>A schedule written as code. It cannot be written to JSON.</summary>
public sealed record FunctionSchedule(Func<long, double> Function) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step) => Function(step);
}
