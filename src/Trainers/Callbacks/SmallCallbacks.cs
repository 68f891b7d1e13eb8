using System.Diagnostics;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;

namespace MLNetGradExt.Callbacks;

/// <summary>Reports every finished epoch.</summary>
internal sealed record ProgressCallback(Action<EpochRecord> OnEpoch) : Callback
{
    public override TrainingCallback Bind() => new State(OnEpoch);

    private sealed class State(Action<EpochRecord> report) : TrainingCallback
    {
        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch) => report(epoch);
    }
}

/// <summary>Stops after some time; time before an interruption counts.</summary>
internal sealed record TimeLimit(TimeSpan Limit) : Callback
{
    public override TrainingCallback Bind() => new State(Limit);

    private sealed class State(TimeSpan limit) : TrainingCallback, ICheckpointable
    {
        private readonly Stopwatch _clock = new();
        private TimeSpan _before;

        public void SaveState(IStateWriter writer) => writer.Write("seconds", (_before + _clock.Elapsed).TotalSeconds);

        public void LoadState(IStateReader reader) => _before = TimeSpan.FromSeconds(reader.ReadDouble("seconds"));

        public override void OnTrainBegin(TrainingRun run) => _clock.Start();

        public override void OnBatchEnd(TrainingRun run)
        {
            if (_before + _clock.Elapsed > limit) run.RequestStop(StopReason.TimeLimit, $"The time limit of {limit} was reached in epoch {run.Epoch}.");
        }
    }
}

/// <summary>Stops when somebody asks from outside.</summary>
internal sealed record StopOn(CancellationToken Token) : Callback
{
    public override TrainingCallback Bind() => new State(Token);

    private sealed class State(CancellationToken token) : TrainingCallback
    {
        public override void OnEpochBegin(TrainingRun run) => OnBatchEnd(run);

        public override void OnBatchEnd(TrainingRun run)
        {
            if (token.IsCancellationRequested) run.RequestStop(StopReason.Requested, $"A stop was requested in epoch {run.Epoch}.");
        }
    }
}

/// <summary>A user's own.</summary>
internal sealed record FromFunction(Func<TrainingCallback> Create) : Callback
{
    public override TrainingCallback Bind() => Create() ?? throw new InvalidOperationException("The function given to Callback.From returned null.");
}
