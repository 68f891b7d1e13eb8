using MLNetGradExt;
using QuickStart.Cases;

namespace QuickStart.Output;

/// <summary>Shows that something happens.</summary>
internal interface IProgressDisplay
{
    /// <summary>A case begins a training with a seed.</summary>
    void Begin(ICase subject, int seed);

    /// <summary>It finished an epoch.</summary>
    void Epoch(EpochRecord epoch);

    /// <summary>It is done.</summary>
    void End(CaseRun run, double seconds);
}
