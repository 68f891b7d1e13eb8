using System.Diagnostics;
using System.Globalization;
using MLNetGradExt.Training;

namespace MLNetGradExt.Callbacks;

/// <summary>Shows a run to a person: a bar that moves where there is a terminal, one line an epoch where there is none.</summary>
internal sealed record ProgressBar(TextWriter Writer, bool IsTerminal) : Callback
{
    public override TrainingCallback Bind() => new State(this);

    private sealed class State(ProgressBar recipe) : TrainingCallback
    {
        private const int Width = 30;
        private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
        private readonly Stopwatch _shown = Stopwatch.StartNew();
        private long _begin;
        private int _length;

        public override void OnEpochBegin(TrainingRun run) => _begin = run.Step;

        public override void OnBatchEnd(TrainingRun run)
        {
            if (!recipe.IsTerminal || _shown.Elapsed < s_pause) return;
            _shown.Restart();
            var share = Math.Clamp((run.Step - _begin) / (double)Math.Max(1, run.Plan.StepsPerEpoch), 0, 1);
            var full = (int)(share * Width);
            Show(string.Create(CultureInfo.InvariantCulture, $"epoch {run.Epoch}/{run.Plan.Epochs} [{new string('=', full)}{new string(' ', Width - full)}] {share:P0}"));
        }

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch)
        {
            var figures = string.Join(", ", epoch.Values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key} {v.Value:G4}")));
            Show(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}/{run.Plan.Epochs}: {figures}; {epoch.SamplesPerSecond:N0} rows/s"));
            recipe.Writer.WriteLine();
            _length = 0;
        }

        public override void OnTrainEnd(TrainingRun run)
        {
            if (run.History.StopMessage is { } message) recipe.Writer.WriteLine(message);
        }

        private void Show(string text)
        {
            recipe.Writer.Write(recipe.IsTerminal ? "\r" + text.PadRight(_length) : text);
            _length = text.Length;
        }
    }
}
