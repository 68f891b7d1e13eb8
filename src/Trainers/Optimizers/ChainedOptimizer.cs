namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;

/// <summary>
/// An optimizer as a chain: the gradient passes through the links, each of which changes it, and the parameters move against what comes out:
/// θ ← θ − lr(t) · uₙ(…u₁(g)). AdamW, for example, is <see cref="ScaleByAdam"/>, then <see cref="AddDecayedWeights"/>.
/// </summary>
/// <param name="Name">The optimizer's name, for people.</param>
/// <param name="Links">The links, in order.</param>
/// <param name="LearningRate">The learning rate by step.</param>
public sealed partial record ChainedOptimizer(string Name, ValueList<UpdateTransform> Links, Schedule LearningRate) : Optimizer
{
    /// <summary>What happens to the weights after each update: limits, averages, lookahead.</summary>
    public ValueList<WeightTransform> Afterwards { get; init; } = [];

    /// <inheritdoc/>
    public override OptimizerState Bind(ParameterBuffer buffer, long totalSteps = 0) => new ChainedState(this, buffer, totalSteps);
}
