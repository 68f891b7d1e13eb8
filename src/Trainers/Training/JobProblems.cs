using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>Everything that can be known to be wrong before the first step, reported together.</summary>
internal static class JobProblems
{
    /// <exception cref="ArgumentException">Lists all problems.</exception>
    /// <param name="job">What is to be trained.</param>
    /// <param name="needsGradient">Whether the loss must have a gradient.</param>
    /// <param name="figures">What the trainer says of an epoch, besides the figures of a validation set.</param>
    public static void ThrowIfAny(TrainingJob job, bool needsGradient = true, params string[] figures)
    {
        var problems = Of(job, needsGradient, figures).ToArray();
        if (problems.Length > 0)
            throw new ArgumentException($"Training cannot start: {string.Join(" ", problems.Length == 1 ? problems : problems.Select((p, i) => $"({i + 1}) {p}"))}");
    }

    private static IEnumerable<string> Of(TrainingJob job, bool needsGradient, string[] figures)
    {
        foreach (var problem in job.Options.Problems()) yield return problem;
        var names = Callbacks.Figures.Of(job, figures);
        foreach (var callback in job.Options.Callbacks ?? [])
            foreach (var problem in callback.Problems(names)) yield return problem;
        if (job.OutputSize < 1) yield return $"OutputSize is {job.OutputSize}, but at least 1 is needed.";
        foreach (var problem in job.Loss.Problems(job.OutputSize)) yield return problem;
        if (needsGradient && !job.Loss.HasGradient) yield return $"The loss {job.Loss} has no gradient: train by it with Trainer.Annealing().";
        if (job.Train.RowCount == 0) yield return "There are no training rows.";
        if (job.Validation is { } validation)
        {
            if (validation.RowCount == 0) yield return "There are no validation rows: leave the validation set out instead.";
            if (validation.FeatureShape != job.Train.FeatureShape) yield return $"Validation rows have the shape {validation.FeatureShape}, but training rows {job.Train.FeatureShape}.";
        }
        else if (job.Options.ValidationFraction > 0 && job.Train is not TensorDataset)
        {
            yield return "ValidationFraction needs training rows in memory: give a validation set instead.";
        }
        else if (job.Options.ValidationFraction > 0 && job.Train.RowCount < 2)
        {
            yield return $"ValidationFraction needs at least 2 rows, but there are {job.Train.RowCount}.";
        }
        foreach (var (name, source) in new[] { ("training", job.Train), ("validation", job.Validation) })
            if (source is TensorDataset { Rows: > 0 } data && LabelProblem(data, job.OutputSize, name) is { } problem) yield return problem;
    }

    private static string? LabelProblem(TensorDataset data, int outputs, string name)
    {
        using var scope = NewDisposeScope();
        if (data.Labels.dtype != ScalarType.Int64) return null;
        var (low, high) = (data.Labels.min().item<long>(), data.Labels.max().item<long>());
        return low < 0 || high >= outputs ? $"The {name} labels are class indices from {low} to {high}, but the network has {outputs} output(s): they must lie from 0 to {outputs - 1}." : null;
    }
}
