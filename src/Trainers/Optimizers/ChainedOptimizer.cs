namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;

/// <summary>
/// An optimizer as a chain: the gradient passes through the links, each of which changes it, and the parameters move against what comes out:
/// θ ← θ − lr(t) · uₙ(…u₁(g)). AdamW, for example, is <see cref="ScaleByAdam"/>, then <see cref="AddDecayedWeights"/>.
/// </summary>
/// <param name="Name">The optimizer's name, for people.</param>
/// <param name="Links">The links, in order.</param>
/// <param name="LearningRate">The learning rate by step.</param>
public sealed record ChainedOptimizer(string Name, ValueList<UpdateTransform> Links, Schedule LearningRate) : Optimizer
{
    /// <summary>What happens to the weights after each update: limits, averages, lookahead.</summary>
    public ValueList<WeightTransform> Afterwards { get; init; } = [];

    /// <summary>The same optimizer at another learning rate.</summary>
    public ChainedOptimizer WithLearningRate(Schedule learningRate) => this with { LearningRate = learningRate };

    /// <summary>Decoupled weight decay: the weights shrink by lr · decay at each step, whatever the gradient's scale (AdamW's way).</summary>
    public ChainedOptimizer WithWeightDecay(Schedule decay, ParameterSelection on = ParameterSelection.All) =>
        this with { Links = Links.Append(new AddDecayedWeights(decay, on)) };

    /// <summary>L2 regularisation: decay · θ joins the gradient before all else (what PyTorch's <c>weight_decay</c> does outside AdamW).</summary>
    public ChainedOptimizer WithL2(Schedule decay, ParameterSelection on = ParameterSelection.All) =>
        this with { Links = [new AddDecayedWeights(decay, on), .. Links] };

    /// <summary>Limits the norm of the weights into each unit after every update.</summary>
    public ChainedOptimizer WithMaxNorm(double max) => After(new MaxNorm(max));

    /// <summary>Limits every parameter to [−bound, bound] after every update.</summary>
    public ChainedOptimizer WithWeightClip(double bound) => After(new WeightClip(bound));

    /// <summary>Keeps an exponential moving average of the weights, which evaluation and the trained network use.</summary>
    public ChainedOptimizer WithExponentialAverage(double decay = 0.999) => After(new ExponentialAverage(decay));

    /// <summary>Keeps the mean of the weights from step <paramref name="start"/> on, which evaluation and the trained network use.</summary>
    public ChainedOptimizer WithStochasticAverage(long start, long every = 1) => After(new StochasticAverage(start, every));

    /// <summary>Returns to slowly moving weights every few steps.</summary>
    public ChainedOptimizer WithLookahead(long every = 5, double alpha = 0.5) => After(new Lookahead(every, alpha));

    /// <summary>Adds a link that works on the weights after each update.</summary>
    public ChainedOptimizer After(WeightTransform transform) => this with { Afterwards = Afterwards.Append(transform) };

    /// <summary>Adds a link at the end of the chain, before the learning rate.</summary>
    public ChainedOptimizer Then(UpdateTransform transform) => this with { Links = Links.Append(transform) };

    /// <inheritdoc/>
    public override OptimizerState Bind(ParameterBuffer buffer, long totalSteps = 0) => new ChainedState(this, buffer, totalSteps);
}
