using System.Globalization;
using MLNetGradExt;
using MLNetGradExt.Training;
using QuickStart.Cases;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>A bar a case, with the loss beside it.</summary>
internal sealed class BarProgress(ProgressContext bars, int seeds) : IProgressDisplay
{
    private readonly Dictionary<ICase, ProgressTask> _tasks = [];
    private (ICase Case, int Seed) _now;
    private int _seedsDone, _trainings;

    private ProgressTask Task => _tasks[_now.Case];

    public void Begin(ICase subject, int seed)
    {
        (_now, _seedsDone, _trainings) = ((subject, seed), seed - 1, 0);
        if (!_tasks.ContainsKey(subject)) _tasks[subject] = bars.AddTask(subject.Name, maxValue: seeds);
    }

    public void Epoch(EpochRecord epoch)
    {
        if (epoch.Epoch == 1) _trainings++;
        var epochs = TrainingDefaults.Epochs(epoch.Steps / epoch.Epoch);
        Task.Value = _seedsDone + (_trainings - 1 + (double)epoch.Epoch / epochs) / _now.Case.Trainings;
        Task.Description = string.Create(CultureInfo.InvariantCulture, $"{_now.Case.Name}, seed {_now.Seed}, epoch {epoch.Epoch}, loss {epoch.Loss:G3}");
    }

    public void End(CaseRun run, double seconds)
    {
        Task.Value = _seedsDone + 1;
        Task.Description = string.Create(CultureInfo.InvariantCulture, $"{_now.Case.Name}: {_now.Case.Figure} {run.Value:F4}");
    }
}
