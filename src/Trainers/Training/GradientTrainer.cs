using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>The loop: batch, forward, loss, backward, gradients, update, notify.</summary>
internal sealed record GradientTrainer : Trainer
{
    public override TrainedNetwork Train(TrainingJob job, CancellationToken token = default)
    {
        using var run = GradientRun.Begin(job);
        try
        {
            while (run.NextEpoch())
            {
                Epoch(run, token);
                run.EndEpoch(token);
            }
            return run.Finish(token);
        }
        catch (Exception problem)
        {
            if (run.Survives(problem)) return run.Finish(token);
            run.Abandon(problem);
            throw;
        }
    }

    private static void Epoch(GradientRun run, CancellationToken token)
    {
        using var batches = run.Batches();
        while (!run.Public.StopRequested)
        {
            token.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();                                   // owns every tensor of the step
            if (!batches.MoveNext()) break;
            var batch = run.Checked(batches.Current);                             // batch

            var output = run.Module.call(batch.Features);                         // forward
            var loss = run.Loss.Compute(output, batch.Labels, batch.Weights);     // loss
            run.Parameters.ZeroGradients();
            loss.backward();                                                      // backward
            var outcome = run.Gradients.Apply(run.Public.Step);                   // gradients
            if (outcome.Proceeds) run.Update();                                   // update
            run.Notify(loss, batch, outcome);                                     // notify
        }
    }

    public override string ToString() => "Gradient";
}
