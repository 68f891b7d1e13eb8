using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Callbacks;

/// <summary>Writes down which events come, and does something at one of them.</summary>
internal sealed class Recorder(List<string> events, Action<TrainingRun>? atBatch = null) : TrainingCallback
{
    /// <summary>Makes the weights NaN behind a step.</summary>
    public static Action<TrainingRun> RuinAt(long step) => run =>
    {
        if (run.Step != step) return;
        using var _ = no_grad();
        foreach (var parameter in run.Module.parameters()) parameter.fill_(double.NaN);
    };

    public override void OnTrainBegin(TrainingRun run) => events.Add("begin");

    public override void OnEpochBegin(TrainingRun run) => events.Add($"epoch{run.Epoch}");

    public override void OnBatchEnd(TrainingRun run)
    {
        events.Add($"batch{run.Step}");
        atBatch?.Invoke(run);
    }

    public override void OnEpochEnd(TrainingRun run, EpochRecord epoch) => events.Add($"end{epoch.Epoch}");

    public override void OnTrainEnd(TrainingRun run) => events.Add($"end {run.History.StopReason}");

    protected override void Dispose(bool disposing) => events.Add("disposed");
}
