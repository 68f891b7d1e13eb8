namespace MLNetGradExt.Schedules;

/// <summary>initial · factor^(number of milestones reached).</summary>
public sealed record MultiStepSchedule(double Initial, ValueList<long> Milestones, double Factor) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step)
    {
        var value = Initial;
        foreach (var milestone in Milestones)
            if (step >= milestone) value *= Factor;
        return value;
    }
}
