namespace MLNetGradExt;

using MLNetGradExt.Schedules;

/// <summary>
/// A scalar that may change during training, such as a learning rate: a pure function of the step.
/// There is no hidden position, so resuming and plotting cost nothing. A <see cref="double"/> converts to a constant schedule.
/// </summary>
/// <example><c>Schedule.Warmup(to: 1e-3, steps: 200).Then(Schedule.Cosine(1e-3, 1e-5))</c></example>
public abstract partial record Schedule
{
    /// <summary>The value at <paramref name="step"/>, counted from 0. Steps past the end keep the last value.</summary>
    public abstract double At(long step);

    /// <summary>How many steps the schedule describes, or null when it never ends or when it adopts the length of the run.</summary>
    public virtual long? Length => null;

    /// <summary>
    /// The same schedule told how long the run is. Schedules without a length of their own stretch over
    /// <paramref name="totalSteps"/>; all others return themselves.
    /// </summary>
    public virtual Schedule Over(long totalSteps) => this;

    /// <summary>Follows this schedule with <paramref name="next"/>, which sees its own steps from 0.</summary>
    /// <exception cref="InvalidOperationException">This schedule has no length, so nothing can come after it.</exception>
    public Schedule Then(Schedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Length is { } length
            ? new JoinedSchedule(this, length, next)
            : throw new InvalidOperationException(
                $"{GetType().Name} has no length of its own, so nothing can follow it. Give it a number of steps, or write .For(steps).Then(...).");
    }

    /// <summary>This schedule cut to (or stretched over) a number of steps, so that another can follow.</summary>
    public Schedule For(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return new LimitedSchedule(Over(steps), steps);
    }

    /// <summary>A linear ramp of <paramref name="steps"/> steps up to this schedule's first value, then this schedule.</summary>
    public Schedule WithWarmup(long steps) => Warmup(At(0), steps).Then(this);

    /// <summary>Every value multiplied by <paramref name="factor"/>.</summary>
    public static Schedule operator *(Schedule schedule, double factor) => new ScaledSchedule(schedule, factor);

    /// <summary>A constant.</summary>
    public static implicit operator Schedule(double value) => new ConstantSchedule(value);

    /// <summary>The values at steps 0 to <paramref name="steps"/> − 1.</summary>
    public IReadOnlyList<double> Sample(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var fitted = Over(steps);
        var values = new double[steps];
        for (long i = 0; i < steps; i++) values[i] = fitted.At(i);
        return values;
    }

    /// <summary>A self-contained SVG picture of the first <paramref name="steps"/> steps, to look at before training.</summary>
    public string Plot(long steps, int width = 640, int height = 240) => SchedulePlot.Svg(this, steps, width, height);
}
