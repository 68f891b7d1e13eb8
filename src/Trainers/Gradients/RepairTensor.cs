namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;

/// <summary>What gradient repair knows about one parameter tensor, and its decisions about that tensor alone.</summary>
internal sealed class RepairTensor(ParameterSlice slice, GradientRepair recipe)
{
    private const double Settled = 0.1;        // the relative gradient that an exploding tensor is brought to
    private const double Lifted = 0.1;         // a vanishing gradient is brought to this part of the largest
    private const double Recovered = 0.2;      // and counts as recovered from here on
    private const int HistoryWarmup = 10;
    private const double HistoryDecay = 0.98;
    private const double SmallestDeviation = 0.2;
    private const double Rounding = 1e-6;      // up to here a gradient is rounding noise, such as that of a bias in front of a normalisation

    private readonly double _explodesAbove = slice.Length < 16 ? Math.Max(1000, recipe.ExplodesAbove) : recipe.ExplodesAbove;
    private double _mean, _variance;
    private long _seen;

    public ParameterSlice Slice { get; } = slice;

    public bool IsWeight { get; } = slice.Kind == ParameterKind.Weight;

    /// <summary>√(numel / fan-in): the norm of a matrix whose elements have variance 1 / fan-in.</summary>
    public double NaturalNorm { get; } = Math.Sqrt((double)slice.Length / slice.FanIn);

    public bool Exploding { get; private set; }

    public bool Vanishing { get; private set; }

    public bool Spiking { get; private set; }

    public long ExplodingSteps { get; private set; }

    public long VanishingSteps { get; private set; }

    /// <summary>The relative gradient as measured, after the first repairs, and after all.</summary>
    public double Measured { get; private set; }

    public double Limited { get; private set; }

    public double Repaired { get; private set; }

    /// <summary>What the gradient is to be multiplied by.</summary>
    public double Factor => Measured > 0 ? Repaired / Measured : 1;

    /// <summary>Explosions and spikes: what this tensor can tell by itself.</summary>
    public void Limit(double relative)
    {
        Measured = relative;
        Exploding = Exploding ? relative > 1 : relative > _explodesAbove;
        ExplodingSteps = Exploding ? ExplodingSteps + 1 : 0;
        Limited = Exploding ? Math.Min(relative, Settled) : relative;

        // Beyond H = exp(mean + 4σ) of its own past the excess is reflected: as far below H as it was above.
        var ceiling = Ceiling;
        Spiking = _seen >= HistoryWarmup && relative > ceiling && relative > Rounding;
        if (Spiking) Limited = Math.Min(Limited, Math.Max(Math.Exp(_mean), ceiling * ceiling / relative));
        Repaired = Limited;
    }

    /// <summary>Vanishing: what only shows beside the others. <paramref name="reference"/> is the largest limited relative gradient, at most 1.</summary>
    public void Lift(double reference)
    {
        Vanishing = IsWeight && Measured > 0 && Limited < (Vanishing ? Recovered : recipe.VanishesBelow) * reference;
        VanishingSteps = Vanishing ? VanishingSteps + 1 : 0;
        if (Vanishing) Repaired = Math.Max(Limited, Lifted * reference);
    }

    /// <summary>Takes the measured value into the history: a moving mean and variance of log ρ that a single outlier cannot drag along.</summary>
    public void Remember()
    {
        if (Measured <= 0) return;
        var value = Math.Log(Measured);
        if (_seen >= HistoryWarmup) value = Math.Min(value, Math.Log(Ceiling));
        var decay = Math.Min(1 - 1.0 / (_seen + 1), HistoryDecay);
        var difference = value - _mean;
        _mean += (1 - decay) * difference;
        _variance = decay * (_variance + (1 - decay) * difference * difference);
        _seen++;
    }

    private double Ceiling => Math.Exp(_mean + recipe.SpikeDeviations * Math.Max(SmallestDeviation, Math.Sqrt(_variance)));

    public const int StateSize = 7;

    public void Save(Span<double> state)
    {
        (state[0], state[1], state[2]) = (_mean, _variance, _seen);
        (state[3], state[4], state[5], state[6]) = (Exploding ? 1 : 0, Vanishing ? 1 : 0, ExplodingSteps, VanishingSteps);
    }

    public void Load(ReadOnlySpan<double> state)
    {
        (_mean, _variance, _seen) = (state[0], state[1], (long)state[2]);
        (Exploding, Vanishing, ExplodingSteps, VanishingSteps) = (state[3] != 0, state[4] != 0, (long)state[5], (long)state[6]);
    }
}
