using MLNetGradExt.Checkpoints;

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
        writer.Write("count", (long)history.Traces.Count);
        foreach (var ((name, points), i) in history.Traces.Select((t, i) => (t, i)))
        {
            var scope = writer.Scope($"{i}");
            scope.Write("name", name);
            using var flat = TorchSharp.torch.tensor(points.SelectMany(p => new[] { p.At, p.Value }).ToArray());
            scope.Write("points", flat);
        }
    }

    public void LoadState(IStateReader reader)
    {
        _next = reader.ReadDouble("next");
        for (long i = 0; i < reader.ReadInt64("count"); i++)
        {
            var scope = reader.Scope($"{i}");
            var name = scope.ReadString("name");
            using var flat = scope.ReadTensor("points");
            var values = flat.data<double>().ToArray();
            for (var at = 0; at < values.Length; at += 2) history.Trace(name, values[at], values[at + 1]);
        }
    }
}
