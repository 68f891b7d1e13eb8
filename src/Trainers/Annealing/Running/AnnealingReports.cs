using System.Diagnostics;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using TorchSharp;

namespace MLNetGradExt.Annealing;

/// <summary>Runs an annealing in equal parts, the epochs, each of which ends in a record and the callbacks' events; the module has the best weights so far at every record.</summary>
internal sealed class AnnealingReports(TrainingJob job, RunData data, TrainingRun watched, AnnealingRun run, NetworkObjective objective, torch.Device device) : IDisposable
{
    private readonly TrainingCallback[] _callbacks = [.. job.Options.Callbacks.Select(c => c.Bind())];
    private readonly Stopwatch _clock = new();
    private bool _over, _within;

    public void Run(CancellationToken token)
    {
        foreach (var callback in _callbacks) callback.OnTrainBegin(watched);
        try
        {
            while (!_over && !watched.StopRequested) Epoch(token);
        }
        catch (OperationCanceledException problem)
        {
            (watched.History.StopReason, watched.History.StopMessage) = (StopReason.Cancelled, problem.Message);
            foreach (var callback in _callbacks) callback.OnTrainEnd(watched);
            throw;
        }
        foreach (var callback in _callbacks) callback.OnTrainEnd(watched);
    }

    public void Save(IStateWriter writer)
    {
        var scope = writer.Scope("run");
        scope.Write("seed", (long)watched.Plan.Seed);
        scope.Write("rows", watched.Plan.Rows);
        scope.Write("epoch", watched.Epoch);
        scope.Write("within", _within ? 1L : 0L);
        scope.Write("over", _over ? 1L : 0L);
        scope.Write("stop", (long)watched.History.StopReason);
        scope.Write("stopMessage", watched.History.StopMessage ?? "");
        scope.Write("step", watched.Step);
        scope.Write("history", HistoryJson.Write(watched.History.Epochs, watched.History.Events));
        run.SaveState(writer.Scope("annealing"));
        CallbackState.Save(_callbacks, writer);
    }

    public void Load(IStateReader reader)
    {
        var scope = reader.Scope("run");
        if (scope.ReadInt64("rows") is var rows && rows != watched.Plan.Rows) throw new InvalidDataException($"The checkpoint belongs to a run over {rows} rows, but this one has {watched.Plan.Rows}.");
        watched.Epoch = (int)scope.ReadInt64("epoch");
        _within = scope.ReadInt64("within") != 0;
        _over = scope.ReadInt64("over") != 0;
        watched.Step = scope.ReadInt64("step");
        foreach (var epoch in HistoryJson.Read(scope.ReadString("history")).Epochs) watched.History.Add(epoch);
        var stop = (StopReason)scope.ReadInt64("stop");
        // A stop by time or by request was that session's wish; one that the figures called for stands.
        if (stop is StopReason.EarlyStopping or StopReason.Hopeless) watched.RequestStop(stop, scope.ReadString("stopMessage"));
        else if (_over) (watched.History.StopReason, watched.History.StopMessage) = (stop, null);
        run.LoadState(reader.Scope("annealing"));
        CallbackState.Load(_callbacks, reader, watched);
        watched.IsResumed = true;
        objective.Parameters.Write(watched.Module, run.Best);
        watched.Log($"Annealing continues after {run.Evaluations} evaluations.");
    }

    public void Dispose()
    {
        foreach (var callback in _callbacks) callback.Dispose();
    }

    private void Epoch(CancellationToken token)
    {
        if (!_within)
        {
            watched.Epoch++;
            foreach (var callback in _callbacks) callback.OnEpochBegin(watched);
            _within = true;
        }
        _clock.Restart();
        var evaluations = run.Evaluations;
        var until = watched.Epoch / (double)watched.Plan.Epochs;
        while (!watched.StopRequested && (run.Progress < until || watched.Epoch >= watched.Plan.Epochs))
        {
            if (!run.Step(token))
            {
                _over = true;
                break;
            }
            watched.Step++;
            foreach (var callback in _callbacks) callback.OnBatchEnd(watched);
            watched.WriteCheckpoints();
        }
        Record(run.Evaluations - evaluations, token);
    }

    private void Record(long evaluations, CancellationToken token)
    {
        var seconds = _clock.Elapsed.TotalSeconds;
        objective.Parameters.Write(watched.Module, run.Best);
        var values = new Dictionary<string, double>
        {
            ["loss"] = run.BestLoss,
            ["current_loss"] = run.Last.Current,
            ["temperature"] = run.Temperature,
            ["acceptance"] = run.Last.Acceptance,
        };
        if (data.Validation is { } validation)
            foreach (var (name, value) in Evaluator.Evaluate(watched.Module, validation, job.Loss, job.Metrics, device, token)) values[$"val_{name}"] = value;
        var record = new EpochRecord(watched.Epoch, watched.Step, 0, _clock.Elapsed.TotalSeconds, seconds > 0 ? evaluations * watched.Plan.Rows / seconds : 0, values);
        watched.History.Add(record);
        _within = false;
        foreach (var callback in _callbacks) callback.OnEpochEnd(watched, record);
        watched.WriteCheckpoints();
    }
}
