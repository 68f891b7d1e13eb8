namespace MLNetGradExt.Schedules;

/// <summary>initial / (1 + decay · step)^power.</summary>
public sealed record InverseTimeSchedule(double Initial, double Decay, double Power = 1) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step) => Initial / Math.Pow(1 + Decay * step, Power);
}
