using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>What a method works with: the objective, the only source of randomness, the temperature, and the ledger of all evaluations.</summary>
public sealed class AnnealingContext
{
    internal const int GradientCost = 3;

    private readonly Ledger _ledger;

    internal AnnealingContext(IAnnealingObjective objective, Generator generator, Ledger ledger) => (Objective, Generator, _ledger) = (objective, generator, ledger);

    /// <summary>What to make small.</summary>
    public IAnnealingObjective Objective { get; }

    /// <summary>The only source of randomness, on the processor.</summary>
    public Generator Generator { get; }

    /// <summary>The points that the run starts from, [N, D]; valid while a method is bound.</summary>
    public Tensor Population { get; internal set; } = null!;

    /// <summary>Their losses.</summary>
    public double[] Losses { get; internal set; } = [];

    /// <summary>The temperature of the step, in the loss's units.</summary>
    public double Temperature { get; internal set; }

    /// <summary>The temperature of the step before.</summary>
    public double LastTemperature { get; internal set; }

    /// <summary>The first temperature.</summary>
    public double InitialTemperature { get; internal set; }

    /// <summary>The share of the run that is done, from 0 to 1.</summary>
    public double Progress { get; internal set; }

    /// <summary>From 0.</summary>
    public long Step { get; internal set; }

    /// <summary>The lowest loss of all evaluations.</summary>
    public double BestLoss => _ledger.BestLoss;

    /// <summary>Where it was found, [D]; owned by the run.</summary>
    public Tensor Best => _ledger.Best;

    /// <summary>Evaluations that are left.</summary>
    public long Remaining => _ledger.Remaining;

    /// <summary>The losses of [K, D] vectors; +∞ where one is not finite. Every evaluation is counted and the best vector kept.</summary>
    /// <exception cref="OperationCanceledException">The token was set.</exception>
    public double[] Evaluate(Tensor population)
    {
        _ledger.Token.ThrowIfCancellationRequested();
        using var scope = NewDisposeScope();
        return _ledger.Enter(population, Objective.Evaluate(population), 1);
    }

    /// <summary>Losses and gradients [K, D] of vectors, counted as three evaluations each. Gradients that are not finite are the caller's to handle.</summary>
    /// <exception cref="OperationCanceledException">The token was set.</exception>
    public (double[] Losses, Tensor Gradients) Gradients(Tensor population)
    {
        _ledger.Token.ThrowIfCancellationRequested();
        using var scope = NewDisposeScope();
        var (losses, gradients) = Objective.Gradients(population);
        return (_ledger.Enter(population, losses, GradientCost), gradients.MoveToOuterDisposeScope());
    }
}
