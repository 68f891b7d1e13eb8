namespace MLNetGradExt.Schedules;

/// <summary>initial · factor^⌊step / every⌋.</summary>
public sealed record StepSchedule(double Initial, long Every, double Factor) : Schedule
{
    /// <summary>Steps between two drops; at least 1.</summary>
    public long Every { get; init; } = Every > 0 ? Every : throw new ArgumentOutOfRangeException(nameof(Every), Every, "A step schedule drops every 1 or more steps.");

    /// <inheritdoc/>
    public override double At(long step) => Initial * Math.Pow(Factor, step / Every);
}
