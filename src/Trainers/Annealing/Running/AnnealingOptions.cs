using MLNetGradExt.Annealing;

namespace MLNetGradExt;

/// <summary>How hot an annealing begins, how it cools, and when it ends: by whichever limit is reached first.</summary>
public sealed record AnnealingOptions
{
    /// <summary>The first temperature, in the loss's units; null takes the spread (median − minimum) of the losses of the points to start from.</summary>
    public double? InitialTemperature { get; init; }

    /// <summary>The run ends when the temperature falls below it; null cools to 10⁻⁴ of the first one and ends by the other limits.</summary>
    public double? FinalTemperature { get; init; }

    /// <summary>How the temperature falls.</summary>
    public Cooling Cooling { get; init; } = Cooling.Geometric;

    /// <summary>Heating up again after a stall, or null for never.</summary>
    public Reheating? Reheating { get; init; }

    /// <summary>Loss evaluations, a gradient counted as three; null takes 200 for each parameter, from 2,000 to 60,000.</summary>
    public long? Evaluations { get; init; }

    /// <summary>Steps of the method, each of which moves all its chains once; null for any number.</summary>
    public long? Steps { get; init; }

    /// <summary>The run ends at this loss or below.</summary>
    public double? TargetLoss { get; init; }

    /// <summary>Seconds that the run may take. A run that this limit ends cannot be repeated exactly.</summary>
    public double? Seconds { get; init; }

    /// <summary>Everything wrong with these options, in sentences; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (InitialTemperature is { } first && !(first >= 0 && double.IsFinite(first))) yield return $"InitialTemperature is {first}, but it must be 0 or more.";
        if (FinalTemperature is { } last && !(last >= 0 && double.IsFinite(last))) yield return $"FinalTemperature is {last}, but it must be 0 or more.";
        if (Cooling is null) yield return "Cooling is null: use Cooling.Geometric.";
        else foreach (var problem in Cooling.Problems()) yield return problem;
        if (Reheating is not null) foreach (var problem in Reheating.Problems()) yield return problem;
        if (Evaluations is < 1) yield return $"Evaluations is {Evaluations}, but at least 1 is needed.";
        if (Steps is < 1) yield return $"Steps is {Steps}, but at least 1 is needed.";
        if (TargetLoss is double.NaN) yield return "TargetLoss is NaN.";
        if (Seconds is { } seconds && !(seconds > 0)) yield return $"Seconds is {seconds}, but it must be positive.";
    }

    internal long EvaluationsFor(long dimension) => Evaluations ?? Math.Clamp(200 * dimension, 2_000, 60_000);
}
