using Microsoft.ML;
using MLNetGradExt.Reports;

namespace MLNetGradExt;

/// <summary>A run's record as views, for whatever ML.NET can do with a view.</summary>
public static class HistoryExtensions
{
    /// <summary>One row for each figure of each epoch: <c>Epoch</c>, <c>Steps</c>, <c>Figure</c>, <c>Value</c>.</summary>
    public static IDataView EpochsAsDataView(this History history, MLContext context)
        => context.Data.LoadFromEnumerable(history.Epochs.SelectMany(epoch => Figures(epoch).Select(figure =>
            new EpochFigure { Epoch = epoch.Epoch, Steps = epoch.Steps, Figure = figure.Name, Value = figure.Value })).ToArray());

    /// <summary>One row for each change that gradient transforms made: <c>Step</c>, <c>Parameter</c>, <c>What</c>, <c>Before</c>, <c>After</c>, <c>Factor</c>.</summary>
    public static IDataView GradientsAsDataView(this History history, MLContext context)
        => context.Data.LoadFromEnumerable(history.Events.Select(change =>
        {
            var (step, parameter, what, before, after, factor, _) = change;
            return new GradientChange { Step = step, Parameter = parameter, What = what, Before = before, After = after, Factor = factor };
        }).ToArray());

    private static IEnumerable<(string Name, double Value)> Figures(EpochRecord epoch) =>
    [
        .. epoch.Values.Select(v => (v.Key, v.Value)),
        ("learning_rate", epoch.LearningRate), ("seconds", epoch.Seconds), ("samples_per_second", epoch.SamplesPerSecond),
    ];
}
