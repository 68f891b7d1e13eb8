using System.Globalization;
using MLNetGradExt;
using QuickStart.Cases;

namespace QuickStart.Output;

/// <summary>One line a training, for logs and pipes.</summary>
internal sealed class LineProgress : IProgressDisplay
{
    private (ICase Case, int Seed) _now;
    private int _epochs;

    public void Begin(ICase subject, int seed) => (_now, _epochs) = ((subject, seed), 0);

    public void Epoch(EpochRecord epoch) => _epochs++;

    public void End(CaseRun run, double seconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{_now.Case.Name}, seed {_now.Seed}: {_now.Case.Figure} {run.Value:F4} after {_epochs} epochs in {seconds:F1} s"));
}
