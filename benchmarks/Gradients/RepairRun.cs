using MLNetGradExt.Gradients;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>Trains one case with one method at one learning rate from one seed.</summary>
internal static class RepairRun
{
    public static double TestLoss(RepairCase row, RepairMethod method, double rate, int seed, Action<GradientEvent>? onEvent = null)
    {
        using var all = NewDisposeScope();
        var task = row.Begin(seed);
        using var buffer = ParameterBuffer.Bind(task.Parameters);
        using var optimizer = method.Optimizer(rate).Bind(buffer, row.Steps);
        using var pipeline = GradientPipeline.Bind(method.Gradients, buffer, onEvent: onEvent);
        for (var step = 0; step < row.Steps; step++)
        {
            using var scope = NewDisposeScope();
            buffer.ZeroGradients();
            task.Loss(step).backward();
            if (pipeline.Apply(step).Proceeds) optimizer.Step();
            // Parameters that are no longer finite never come back.
            if (step % 50 == 49 && !buffer.Values.isfinite().all().item<bool>()) return double.PositiveInfinity;
        }

        using var _ = no_grad();
        var loss = task.TestLoss();
        return double.IsFinite(loss) ? loss : double.PositiveInfinity;
    }
}
