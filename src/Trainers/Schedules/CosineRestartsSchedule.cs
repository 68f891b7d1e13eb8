namespace MLNetGradExt.Schedules;

/// <summary>
/// Cosine decay within periods of length first, first·factor, first·factor², …; each period starts again at <see cref="From"/>.
/// Loshchilov and Hutter, "SGDR", 2017.
/// </summary>
public sealed record CosineRestartsSchedule(double From, double To, long FirstPeriod, double PeriodFactor = 1) : Schedule
{
    /// <summary>Steps in the first period; at least 1.</summary>
    public long FirstPeriod { get; init; } = FirstPeriod > 0
        ? FirstPeriod : throw new ArgumentOutOfRangeException(nameof(FirstPeriod), FirstPeriod, "A period has at least one step.");

    /// <summary>Growth of the period; at least 1.</summary>
    public double PeriodFactor { get; init; } = PeriodFactor >= 1
        ? PeriodFactor : throw new ArgumentOutOfRangeException(nameof(PeriodFactor), PeriodFactor, "Periods do not shrink: the factor is at least 1.");

    /// <inheritdoc/>
    public override double At(long step)
    {
        double position = step, period = FirstPeriod;
        if (PeriodFactor == 1) position = step % FirstPeriod;
        else
            while (position >= period)
            {
                position -= period;
                period *= PeriodFactor;
            }

        return To + (From - To) * (1 + Math.Cos(Math.PI * position / period)) / 2;
    }
}
