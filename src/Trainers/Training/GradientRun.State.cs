using MLNetGradExt.Checkpoints;
using MLNetGradExt.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

// Everything that a run is, as named values: what is not here follows from the job and the seed.
internal sealed partial class GradientRun
{
    private void Save(IStateWriter writer)
    {
        using var scope = NewDisposeScope();
        var run = writer.Scope("run");
        run.Write("seed", (long)_plan.Seed);
        run.Write("rows", _plan.Rows);
        run.Write("batchSize", _plan.BatchSize);
        run.Write("epochs", _plan.Epochs);
        run.Write("epoch", Public.Epoch);
        run.Write("step", Public.Step);
        run.Write("batches", _batches);
        run.Write("epochRows", _rows);
        run.Write("learningRate", _learningRate);
        run.Write("epochSeconds", Seconds);
        run.Write("stop", (long)Public.History.StopReason);
        run.Write("stopMessage", Public.History.StopMessage ?? "");
        run.Write("history", HistoryJson.Write(Public.History.Epochs, _earlierEvents.Concat(Gradients.Events)));
        TraceState.Save(Public.History, run.Scope("traces"));
        _meter.SaveState(run.Scope("meter"));
        foreach (var (name, value) in Module.state_dict()) writer.Scope("network").Write(name, value);
        foreach (var (name, module) in Generators.Of(Module)) GeneratorState.Write(writer.Scope("generators"), name, module.Generator);
        _optimizer.SaveState(writer.Scope("optimizer"));
        Gradients.SaveState(writer.Scope("gradients"));
        CallbackState.Save(_callbacks, writer);
    }

    /// <exception cref="InvalidDataException">The state belongs to another run, or is none that a run has.</exception>
    private void Resume(StateDictionary state)
    {
        try
        {
            Load(state);
            CallbackState.Load(_callbacks, state, Public);
        }
        catch (Exception e) when (e is not (InvalidDataException or OutOfMemoryException))
        {
            // Whatever values that no run wrote make their readers say, the caller gets one kind of error.
            throw new InvalidDataException($"{_job.Options.ResumeFrom} can't be gone on from: {e.Message}", e);
        }
    }

    private void Load(StateDictionary state)
    {
        using var scope = NewDisposeScope();
        IStateReader reader = state;
        var run = reader.Scope("run");
        var (rows, batchSize, epochs) = (run.ReadInt64("rows"), run.ReadInt64("batchSize"), run.ReadInt64("epochs"));
        if (rows != _plan.Rows || batchSize != _plan.BatchSize)
            throw new InvalidDataException($"The checkpoint belongs to a run over {rows} rows in batches of {batchSize}, but this one has {_plan.Rows} rows in batches of {_plan.BatchSize}.");
        if (epochs != _plan.Epochs) Public.Log($"The checkpoint's run was planned for {epochs} epochs, this one for {_plan.Epochs}: schedules that span the run continue with other values.", isWarning: true);
        Public.Epoch = (int)Counted("epoch", int.MaxValue);
        Public.Step = Counted("step", long.MaxValue);
        _batches = Counted("batches", _plan.Rows);
        _rows = Counted("epochRows", long.MaxValue);
        _learningRate = run.ReadDouble("learningRate");
        _earlier = run.ReadDouble("epochSeconds");
        _meter.LoadState(run.Scope("meter"));
        var (history, events) = HistoryJson.Read(run.ReadString("history"));
        foreach (var epoch in history) Public.History.Add(epoch);
        _earlierEvents.AddRange(events);
        TraceState.Load(Public.History, run.Scope("traces"));
        Public.IsResumed = true;
        // A stop by time or by request was that session's wish; one that the figures called for stands.
        if ((StopReason)run.ReadInt64("stop") is StopReason.EarlyStopping or StopReason.Hopeless or StopReason.TargetReached or StopReason.NonFiniteLoss) Public.RequestStop((StopReason)run.ReadInt64("stop"), run.ReadString("stopMessage"));
        LoadNetwork(reader.Scope("network"), state);
        foreach (var (name, module) in Generators.Of(Module)) GeneratorState.Read(reader.Scope("generators"), name, module.Generator);
        _optimizer.LoadState(reader.Scope("optimizer"));
        Gradients.LoadState(reader.Scope("gradients"));

        long Counted(string name, long most) => run.ReadInt64(name) is var number && number >= 0 && number <= most
            ? number
            : throw new InvalidDataException($"The checkpoint's {name} is {number}, which no run has.");
    }

    private void LoadNetwork(IStateReader reader, StateDictionary state)
    {
        var own = Module.state_dict();
        var unknown = state.Values.Keys.Where(k => k.StartsWith("network/", StringComparison.Ordinal) && !own.ContainsKey(k["network/".Length..])).ToArray();
        if (unknown.Length > 0) throw new InvalidDataException($"The checkpoint belongs to another network: this one has no {string.Join(", ", unknown.Select(k => k["network/".Length..]))}.");
        foreach (var (name, value) in own) reader.ReadInto(name, value);
    }
}
