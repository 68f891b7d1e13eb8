namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;

/// <summary>Different optimizers for different parameters, by name pattern; the first pattern that matches a parameter wins.</summary>
public sealed record PartitionedOptimizer(ValueList<OptimizerGroup> Groups) : Optimizer
{
    /// <inheritdoc/>
    public override OptimizerState Bind(ParameterBuffer buffer, long totalSteps = 0) => new PartitionedState(this, buffer, totalSteps);
}
