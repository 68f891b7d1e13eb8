using MLNetGradExt.Annealing;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>What an annealing found.</summary>
public sealed class AnnealingResult : IDisposable
{
    internal AnnealingResult(AnnealingRun run, TrainedNetwork? network)
    {
        BestParameters = run.Best.clone().DetachFromDisposeScope();
        (BestLoss, Evaluations, Steps, History, Network) = (run.BestLoss, run.Evaluations, run.Steps, run.History, network);
    }

    /// <summary>The best vector of all evaluations, [D]; for a network all parameters one after another, in the order of its module's.</summary>
    public Tensor BestParameters { get; }

    /// <summary>Its loss.</summary>
    public double BestLoss { get; }

    /// <summary>Evaluations that were made, a gradient counted as three.</summary>
    public long Evaluations { get; }

    /// <summary>Steps that were made.</summary>
    public long Steps { get; }

    /// <summary>The traces <c>temperature</c>, <c>acceptance</c>, <c>step size</c>, <c>current loss</c> and <c>best loss</c> over evaluations, and why the run ended.</summary>
    public History History { get; }

    /// <summary>The network with these parameters, or null where a function was minimised.</summary>
    public TrainedNetwork? Network { get; }

    /// <summary>Releases the parameters and the network.</summary>
    public void Dispose()
    {
        BestParameters.Dispose();
        Network?.Dispose();
    }
}
