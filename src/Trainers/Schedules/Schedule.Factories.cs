namespace MLNetGradExt;

using MLNetGradExt.Schedules;

public abstract partial record Schedule
{
    /// <summary>Always <paramref name="value"/>.</summary>
    public static Schedule Constant(double value) => new ConstantSchedule(value);

    /// <summary>Multiplies by <paramref name="factor"/> after every <paramref name="every"/> steps.</summary>
    public static Schedule Step(double initial, long every, double factor = 0.1) => new StepSchedule(initial, every, factor);

    /// <summary>Multiplies by <paramref name="factor"/> at each of the milestones.</summary>
    public static Schedule MultiStep(double initial, IEnumerable<long> milestones, double factor = 0.1) =>
        new MultiStepSchedule(initial, [.. milestones], factor);

    /// <summary>initial · factor^step.</summary>
    public static Schedule Exponential(double initial, double factor) => new ExponentialSchedule(initial, factor);

    /// <summary>initial / (1 + decay · step)^power. Power 1 is Keras' <c>decay</c>, which the literature often confuses with weight decay.</summary>
    public static Schedule InverseTime(double initial, double decay, double power = 1) => new InverseTimeSchedule(initial, decay, power);

    /// <summary>From one value to another along (1 − t)^power; power 1 is a straight line. Without <paramref name="steps"/> it spans the run.</summary>
    public static Schedule Polynomial(double from, double to, double power = 1, long? steps = null) => new PolynomialSchedule(from, to, power, steps);

    /// <summary>Half a cosine wave from one value to another. Without <paramref name="steps"/> it spans the run.</summary>
    public static Schedule Cosine(double from, double to = 0, long? steps = null) => new CosineSchedule(from, to, steps);

    /// <summary>Cosine decay that jumps back to the start after each period; each period is <paramref name="periodFactor"/> times the one before.</summary>
    public static Schedule CosineRestarts(double from, double to, long firstPeriod, double periodFactor = 1) =>
        new CosineRestartsSchedule(from, to, firstPeriod, periodFactor);

    /// <summary>
    /// Up from max/<paramref name="initialDivisor"/> to max during the first part of the run, then down to
    /// max/<paramref name="initialDivisor"/>/<paramref name="finalDivisor"/>. Without <paramref name="steps"/> it spans the run.
    /// </summary>
    public static Schedule OneCycle(double max, long? steps = null, double warmFraction = 0.3, double initialDivisor = 25, double finalDivisor = 1e4) =>
        new OneCycleSchedule(max, steps, warmFraction, initialDivisor, finalDivisor);

    /// <summary>A straight ramp that reaches <paramref name="to"/> on its last step. The first step already moves: it never yields <paramref name="from"/> itself.</summary>
    public static Schedule Warmup(double to, long steps, double from = 0) => new WarmupSchedule(to, steps, from);

    /// <summary>Any function of the step. It cannot be written to JSON.</summary>
    public static Schedule Of(Func<long, double> function) => new FunctionSchedule(function);
}
