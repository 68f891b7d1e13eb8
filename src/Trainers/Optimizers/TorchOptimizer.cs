namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;
using TorchSharp;
using TorchSharp.Modules;

/// <summary>An optimizer of TorchSharp behind our interface.</summary>
/// <param name="Factory">Makes it over the parameters.</param>
/// <param name="Rate">A schedule imposed on all its groups, or null to leave its own rate alone.</param>
public sealed record TorchOptimizer(Func<IEnumerable<Parameter>, torch.optim.Optimizer> Factory, Schedule? Rate = null) : Optimizer
{
    /// <inheritdoc/>
    public override OptimizerState Bind(ParameterBuffer buffer, long totalSteps = 0) => new TorchState(this, buffer, totalSteps);
}
