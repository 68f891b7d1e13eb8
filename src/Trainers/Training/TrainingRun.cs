using MLNetGradExt.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>A run as callbacks see it: where it stands, its network and optimizer, and the wish to stop.</summary>
public sealed class TrainingRun
{
    private readonly List<(string Path, Action? Then)> _requested = [];

    internal TrainingRun(TrainingJob job, TrainingPlan plan, nn.Module<Tensor, Tensor> module, ParameterBuffer? parameters = null, OptimizerState? optimizer = null) =>
        (Job, Plan, Module, Parameters, Optimizer) = (job, plan, module, parameters, optimizer);

    /// <summary>What is trained, on what, towards what.</summary>
    public TrainingJob Job { get; }

    /// <summary>Rows, batch size, epochs and seed after the defaults were filled in.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>The network at work.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>Its parameters and gradients, or null when the trainer uses no gradients.</summary>
    public ParameterBuffer? Parameters { get; }

    /// <summary>The optimizer at work, or null when the trainer has none.</summary>
    public OptimizerState? Optimizer { get; }

    /// <summary>The epoch in progress, from 1.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Steps begun so far; during events of a batch this batch is counted.</summary>
    public long Step { get; internal set; }

    /// <summary>The loss of the batch just done: a scalar on the device, valid during the event of the batch only.</summary>
    public Tensor? Loss { get; internal set; }

    /// <summary>The batch just done, valid during the event of the batch only; null when the trainer has none.</summary>
    public Data.Batch? Batch { get; internal set; }

    /// <summary>Everything recorded so far.</summary>
    public History History { get; } = new();

    /// <summary>Whether a stop was requested.</summary>
    public bool StopRequested { get; private set; }

    /// <summary>Asks for the end after the step in progress. The first request's reason is kept.</summary>
    public void RequestStop(StopReason reason = StopReason.Requested, string? message = null)
    {
        if (StopRequested) return;
        StopRequested = true;
        (History.StopReason, History.StopMessage) = (reason, message);
    }

    /// <summary>Whether this run continues one from a checkpoint.</summary>
    public bool IsResumed { get; internal set; }

    /// <summary>Whether the trainer can write checkpoints.</summary>
    public bool SavesCheckpoints => Checkpoint is not null;

    /// <summary>Asks for a checkpoint, which is written when every callback has seen the event in progress.</summary>
    /// <param name="path">The file; it appears whole or not at all.</param>
    /// <param name="then">What to do after it was written.</param>
    /// <exception cref="NotSupportedException">The trainer writes no checkpoints.</exception>
    public void RequestCheckpoint(string path, Action? then = null)
    {
        if (Checkpoint is null) throw new NotSupportedException($"The trainer {Job.Options.Trainer} writes no checkpoints.");
        _requested.Add((path, then));
    }

    /// <summary>Writes the whole state of the run; set by trainers that can.</summary>
    internal Action<Checkpoints.IStateWriter>? Checkpoint { get; init; }

    internal void WriteCheckpoints()
    {
        if (_requested.Count == 0) return;
        using var state = new Checkpoints.StateDictionary();
        Checkpoint!(state);
        Job.AlsoSaved?.Invoke(state);
        foreach (var (path, then) in _requested)
        {
            Checkpoints.CheckpointFile.Save(path, state);
            then?.Invoke();
        }
        _requested.Clear();
    }

    /// <summary>Adds a line to the run's log.</summary>
    public void Log(string text, bool isWarning = false) => Job.Log?.Invoke(new TrainingMessage(isWarning, text));
}
