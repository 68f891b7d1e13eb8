namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>What an update link may want to know when it is bound.</summary>
/// <param name="Buffer">The parameters.</param>
/// <param name="TotalSteps">Steps the run is planned to take; 0 when unknown.</param>
public sealed record UpdateContext(ParameterBuffer Buffer, long TotalSteps)
{
    /// <summary>A zeroed flat tensor that lives until its owner disposes it.</summary>
    public Tensor NewState() => Buffer.Values.new_zeros(Buffer.Values.NumberOfElements).DetachFromDisposeScope();
}
