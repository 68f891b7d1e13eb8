using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;

namespace MLNetGradExt.Annealing;

/// <summary>Writes a run's curves over evaluations into its history, at most some hundreds of points of each.</summary>
internal sealed class Traces(History history, long budget) : ICheckpointable
{
    private const int Points = 400;

    private double _next;

    public void Add(AnnealingRun run)
    {
        if (run.Evaluations < _next) return;
        _next = run.Evaluations + budget / (double)Points;
        history.Trace("temperature", run.Evaluations, run.Temperature);
        history.Trace("acceptance", run.Evaluations, run.Last.Acceptance);
        history.Trace("step size", run.Evaluations, run.Last.StepSize);
        if (double.IsFinite(run.Last.Current)) history.Trace("current loss", run.Evaluations, run.Last.Current);
        if (double.IsFinite(run.BestLoss)) history.Trace("best loss", run.Evaluations, run.BestLoss);
    }

    public void SaveState(IStateWriter writer)
    {
        writer.Write("next", _next);
        TraceState.Save(history, writer);
    }

    public void LoadState(IStateReader reader)
    {
        _next = reader.ReadDouble("next");
        TraceState.Load(history, reader);
    }
}
