using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>Says why a loss may have become NaN or infinite, and what to try.</summary>
internal static class Divergence
{
    public static NonFiniteLossException At(TrainingRun run, long step, Batch? batch, double learningRate)
    {
        using var scope = NewDisposeScope();
        var features = batch is null || !batch.Features.is_floating_point() || AllFinite(batch.Features);
        var weights = run.Parameters is null || AllFinite(run.Parameters.Values);
        var found = !features ? "The features of this batch contain NaN or infinity: clean them (ReplaceMissingValues) or leave such rows out."
            : weights ? "Features and weights are finite: the loss itself overflowed. Standardise features and label, or use a smaller learning rate."
            : $"The weights are no longer finite: they diverged. Standardise the features, use a learning rate below {learningRate:G3}, or add Gradient.ClipByGlobalNorm(1.0) or Gradient.Repair() to Gradients, which also skips such steps.";
        return new NonFiniteLossException($"The loss is not finite in epoch {run.Epoch}, step {step} (learning rate {learningRate:G3}). {found}", run.Epoch, step);
    }

    private static bool AllFinite(Tensor values) => values.isfinite().all().item<bool>();
}
