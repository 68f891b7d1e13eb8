using MLNetGradExt.Training;

namespace MLNetGradExt.Callbacks;

/// <summary>Measures the curvature of the loss now and then, on the batch just done; training goes on as if nothing had happened.</summary>
internal sealed record CurvatureProbe(int Every) : Callback
{
    public const string Trace = "Hessian trace", AlongGradient = "curvature along the gradient", Sharpness = "curvature over 2 / learning rate";

    public override TrainingCallback Bind() => new State(Every);

    private sealed class State(int every) : TrainingCallback
    {
        public override void OnTrainBegin(TrainingRun run)
        {
            if (run.Parameters is null) run.Log($"The curvature is not measured: the trainer {run.Job.Options.Trainer} uses no gradients.", isWarning: true);
        }

        public override void OnBatchEnd(TrainingRun run)
        {
            if (run.Step % every != 0 || run is not { Parameters: { } parameters, Batch: { } batch }) return;
            var seed = Seeds.Mix(run.Plan.SeedOf(Seeds.Curvature), (ulong)run.Step); // a function of the step, so a resumed run measures the same
            var found = Curvature.Measure(run.Module, parameters, () => run.Job.Loss.Compute(run.Module.call(batch.Features), batch.Labels, batch.Weights), seed);
            if (found is null) return;
            run.History.Trace(Trace, run.Step, found.Trace, "step");
            run.History.Trace(AlongGradient, run.Step, found.AlongGradient, "step");
            if (run.Optimizer is { LearningRate: var rate }) run.History.Trace(Sharpness, run.Step, found.AlongGradient * rate / 2, "step");
        }
    }
}
