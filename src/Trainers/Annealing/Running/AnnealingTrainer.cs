using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>An annealing as a trainer: see <see cref="Trainer.Annealing"/>.</summary>
/// <param name="Method">How to search.</param>
/// <param name="Settings">Temperatures and limits.</param>
public sealed record AnnealingTrainer(AnnealingMethod Method, AnnealingOptions Settings) : Trainer
{
    private const int Reports = 20;

    /// <inheritdoc/>
    public override TrainedNetwork Train(TrainingJob job, CancellationToken token = default)
    {
        JobProblems.ThrowIfAny(job, Method.NeedsGradient, "loss", "current_loss", "temperature", "acceptance");
        var device = job.Options.Device.Resolve();
        using var resumed = job.Options.ResumeFrom is { } path ? CheckpointFolder.Find(path, text => job.Log?.Invoke(new TrainingMessage(IsWarning: true, text))) : null;
        using var data = RunData.Of(job, resumed?.Scope("run").ReadInt64("seed"));
        var plan = data.Plan with { BatchSize = (int)Math.Min(int.MaxValue, data.Plan.Rows), StepsPerEpoch = 1, Epochs = job.Options.Epochs ?? Reports };
        using var generator = new Generator(plan.SeedOf(Seeds.Initialization), CPU);
        var module = job.Network.Build(new NetworkContext(job.Train.FeatureShape, job.OutputSize, generator, device));
        try
        {
            using var objective = new NetworkObjective(job.Network, job.Loss, data.Train, job.OutputSize, device, Annealer.PrecisionFor(Method, device));
            if (resumed is null && job.Options.InitialWeights is { } weights)
            {
                weights.Load(module, job.Log);
                objective.StartAt(module);
            }
            AnnealingReports? reports = null;
            var watched = new TrainingRun(job, plan, module) { Checkpoint = writer => reports!.Save(writer) };
            using var run = new AnnealingRun(objective, Method, Settings, plan.Seed, watched.History);
            using (reports = new AnnealingReports(job, data, watched, run, objective, device))
            {
                if (!objective.IsBatched) watched.Log($"{job.Network} has layers without a batched form: candidates are evaluated one at a time.");
                if (resumed is not null) reports.Load(resumed);
                reports.Run(token);
            }
            return new TrainedNetwork(job.Network, job.Train.FeatureShape, job.OutputSize, module, device, watched.History, job.Options);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }
}
