using System.Globalization;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;

namespace MLNetGradExt.Callbacks;

/// <summary>Writes a line for each epoch to a file that spreadsheets read: epoch, steps, learning_rate, seconds, samples_per_second, then the figures.</summary>
internal sealed record CsvLog(string File) : Callback
{
    public override TrainingCallback Bind() => new State(File);

    private sealed class State(string file) : TrainingCallback
    {
        private const int FixedColumns = 5;
        private string[]? _names;

        public override void OnTrainBegin(TrainingRun run)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
            if (!System.IO.File.Exists(file)) return;
            var lines = run.IsResumed ? System.IO.File.ReadAllLines(file) : [];
            if (lines.Length == 0)
            {
                System.IO.File.Delete(file);
                return;
            }
            // Epochs that were logged after the checkpoint will come again.
            _names = lines[0].Split(',')[FixedColumns..];
            var known = run.History.Epochs.Count;
            var kept = lines.Skip(1).Where(line => int.TryParse(line.Split(',')[0], CultureInfo.InvariantCulture, out var epoch) && epoch <= known);
            AtomicFile.Write(file, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                foreach (var line in kept.Prepend(lines[0])) writer.Write(line + '\n');
            });
        }

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch)
        {
            if (_names is null)
            {
                _names = [.. epoch.Values.Keys];
                AtomicFile.Append(file, string.Join(',', ["epoch", "steps", "learning_rate", "seconds", "samples_per_second", .. _names]) + '\n');
            }
            string[] cells =
            [
                epoch.Epoch.ToString(CultureInfo.InvariantCulture), epoch.Steps.ToString(CultureInfo.InvariantCulture),
                Text(epoch.LearningRate), Text(epoch.Seconds), Text(epoch.SamplesPerSecond),
                .. _names.Select(name => epoch.Values.TryGetValue(name, out var value) ? Text(value) : ""),
            ];
            AtomicFile.Append(file, string.Join(',', cells) + '\n');
        }

        private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
