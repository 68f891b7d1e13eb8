namespace MLNetGradExt.Gradients;

/// <summary>What healing does to the weights at one step.</summary>
internal enum Remedy
{
    /// <summary>Nothing: the step goes on to the optimizer.</summary>
    None,

    /// <summary>All weights grow a little.</summary>
    Grow,

    /// <summary>The exploding weights shrink a little.</summary>
    Shrink,

    /// <summary>The weights above their natural norm shrink a little, because the gradient grows from layer to layer.</summary>
    Flatten,
}

/// <summary>
/// Decides when the weights themselves must be rescaled. A gradient that has to pass through L weights changes with the L-th power of their scale, so
/// the factor of a step is the L-th root of what is missing, at most 10 %. It gives up when that no longer helps, and it has a budget.
/// </summary>
internal sealed class RepairHealing
{
    public const double LargestNorm = 8;          // in natural norms; no activation function in use needs more
    public const double Offset = 1.5;             // beyond this norm a signal that still does not pass rides on an offset
    public const double OffsetRate = 0.3;         // the part of the rows' means that then goes at each step
    private const int FewestWeights = 3;
    private const int VanishingPatience = 3, ExplodingPatience = 2, ChaoticPatience = 2;
    private const int FirstSteps = 10;            // a chaotic profile is a matter of how the weights were drawn
    private const double FlatGrowth = 2;
    private const double VanishingShare = 0.25, ExplodingShare = 0.5;
    private const double Target = 0.3, ShrinkTarget = 0.2, Step = 1.1, SmallestStep = 1.005;
    private const int StalePatience = 8;
    private const int Budget = 100;

    private double _best = double.NegativeInfinity;
    private long _stale, _spent, _seen, _chaotic;

    public Remedy Remedy { get; private set; }

    public double Factor { get; private set; } = 1;

    /// <summary>Steps of the episode that is going on or has just ended.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether an episode has ended at this step, and whether it reached its aim.</summary>
    public bool Ended { get; private set; }

    public bool GaveUp { get; private set; }

    /// <summary>How many times the relative gradient grows from the last weight to the first; 1 where nobody looked.</summary>
    public double Growth { get; private set; } = 1;

    public void Decide(IReadOnlyList<RepairTensor> tensors, TensorStatistics statistics, double reference)
    {
        var innerProducts = statistics.InnerProducts;
        LookAtProfile(tensors, statistics.ParameterNorms);
        int weights = 0, vanishing = 0, exploding = 0;
        double lowest = 1, highest = 0, depth = 0;
        for (var i = 0; i < tensors.Count; i++)
        {
            var tensor = tensors[i];
            if (!tensor.IsWeight || tensor.Measured <= 0) continue;
            weights++;
            if (tensor.VanishingSteps >= VanishingPatience) vanishing++;
            // Shrinking only makes sense where it lowers the loss.
            if ((tensor.ExplodingSteps >= ExplodingPatience || ShrinksOn(tensor)) && innerProducts[i] > 0) exploding++;
            var part = tensor.Limited / reference;
            if (tensor.Vanishing) lowest = Math.Min(lowest, part);
            highest = Math.Max(highest, tensor.Measured);
            depth += Math.Log(Math.Max(part, 1e-300));
        }

        var before = Remedy;
        Remedy = weights < FewestWeights || _spent >= Budget ? Remedy.None
            : exploding >= ExplodingShare * weights ? Remedy.Shrink
            : vanishing >= Math.Max(2, VanishingShare * weights) ? Remedy.Grow
            : _chaotic >= ChaoticPatience ? Remedy.Flatten
            : Remedy.None;
        if (Remedy != Remedy.None)
        {
            // Progress is a profile that gets flatter, or a largest gradient that gets smaller.
            Progress(Remedy switch { Remedy.Grow => depth / weights, Remedy.Shrink => -Math.Log(highest), _ => -Math.Log(Growth) }, fresh: before != Remedy);
            if (_stale > StalePatience) (Remedy, _spent) = (Remedy.None, Budget);
        }

        Ended = before != Remedy.None && Remedy == Remedy.None;
        GaveUp = Ended && _spent >= Budget;
        if (Remedy == Remedy.None) return;
        Steps = before == Remedy.None ? 1 : Steps + 1;
        _spent++;
        Factor = Remedy == Remedy.Grow
            ? Math.Clamp(Math.Pow(Target / lowest, 1.0 / weights), SmallestStep, Step)
            : Math.Clamp(Math.Pow(Remedy == Remedy.Shrink ? ShrinkTarget / highest : 1 / Growth, 1.0 / weights), 2 - Step, 2 - SmallestStep);
    }

    /// <summary>Whether a weight whose gradient no longer explodes still shrinks: one large number less is no sound scale yet.</summary>
    public bool ShrinksOn(RepairTensor tensor) => Remedy == Remedy.Shrink && tensor.Measured > ShrinkTarget;

    // Chaos is looked for in the first steps only and left when the profile is flat; nothing is measured afterwards.
    private void LookAtProfile(IReadOnlyList<RepairTensor> tensors, ReadOnlySpan<double> norms)
    {
        if (Remedy != Remedy.Flatten && (_seen >= FirstSteps || _spent > 0)) { _chaotic = 0; return; }
        _seen++;
        var profile = new RepairProfile();
        for (var i = 0; i < tensors.Count; i++)
            if (tensors[i] is { IsWeight: true, Measured: > 0 } tensor) profile.Add(tensor.Measured, norms[i] / tensor.NaturalNorm);
        Growth = profile.Growth;
        _chaotic = profile.IsChaotic || (Remedy == Remedy.Flatten && Growth > FlatGrowth) ? _chaotic + 1 : 0;
    }

    public const int StateSize = 7;

    public void Save(Span<double> state)
    {
        (state[0], state[1], state[2], state[3], state[4]) = ((int)Remedy, _best, _stale, _spent, Steps);
        (state[5], state[6]) = (_seen, _chaotic);
    }

    public void Load(ReadOnlySpan<double> state)
    {
        (Remedy, _best, _stale, _spent, Steps) = ((Remedy)(int)state[0], state[1], (long)state[2], (long)state[3], (long)state[4]);
        (_seen, _chaotic) = ((long)state[5], (long)state[6]);
    }

    private void Progress(double score, bool fresh)
    {
        if (fresh || score > _best + 0.01) (_best, _stale) = (score, 0);
        else _stale++;
    }
}
