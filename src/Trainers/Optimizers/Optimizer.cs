namespace MLNetGradExt;

using MLNetGradExt.Optimizers;
using MLNetGradExt.Training;

/// <summary>
/// A recipe for turning gradients into parameter updates. Immutable, comparable, printable; binding one to parameters makes an
/// <see cref="OptimizerState"/>. Almost every optimizer is a chain of small updates followed by the learning rate, see <see cref="ChainedOptimizer"/>.
/// </summary>
public abstract partial record Optimizer
{
    /// <summary>Makes the running form over one set of parameters.</summary>
    /// <param name="buffer">The parameters; the state works on its flat tensors.</param>
    /// <param name="totalSteps">Steps the run is planned to take, for schedules that span the run; 0 when unknown.</param>
    public abstract OptimizerState Bind(ParameterBuffer buffer, long totalSteps = 0);
}
