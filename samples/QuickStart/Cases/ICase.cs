using MLNetGradExt;
using MLNetGradExt.Diagnostics;

namespace QuickStart.Cases;

/// <summary>A data set, a network for it, and a figure that says how well it did on rows it has not seen.</summary>
internal interface ICase
{
    string Name { get; }

    /// <summary>What <see cref="CaseRun.Value"/> is, such as "test accuracy".</summary>
    string Figure { get; }

    bool LargerIsBetter { get; }

    /// <summary>What the figure should reach, or null where nobody knows.</summary>
    double? Goal { get; }

    /// <summary>What the network has to beat.</summary>
    string BaselineName { get; }

    /// <summary>Networks trained in one <see cref="Run"/>.</summary>
    int Trainings => 1;

    /// <summary>Trains once, or once a fold.</summary>
    CaseRun Run(int seed, Callback progress);
}

/// <summary>What one training came to.</summary>
internal sealed record CaseRun(double Value, double Baseline, TrainingReport Report)
{
    /// <summary>A picture of what was learned, where there is one.</summary>
    public Chart? Picture { get; init; }
}
