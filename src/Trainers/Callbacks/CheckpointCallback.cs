using System.Diagnostics;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;

namespace MLNetGradExt.Callbacks;

/// <summary>Writes checkpoints after epochs, and within long ones after some time.</summary>
internal sealed record CheckpointCallback(string Folder, string Name, int EveryEpochs, TimeSpan? Every, string? BestOf, int Keep) : Callback
{
    public override TrainingCallback Bind() => new State(this);

    internal override IEnumerable<string> Problems(IReadOnlyCollection<string> figures) =>
        [.. NameTemplate.Problems(Name, [.. s_own, .. figures]), .. BestOf is not null && Watch.Problem(BestOf, figures) is { } problem ? new[] { problem } : []];

    private static readonly string[] s_own = ["epoch", "step", "learning_rate"];

    private sealed class State(CheckpointCallback recipe) : TrainingCallback, ICheckpointable
    {
        private readonly Watch? _watch = recipe.BestOf is null ? null : new Watch(recipe.BestOf, 0);
        private readonly Stopwatch _since = Stopwatch.StartNew();

        public override void OnTrainBegin(TrainingRun run)
        {
            Directory.CreateDirectory(recipe.Folder);
            AtomicFile.Sweep(recipe.Folder);
        }

        public override void OnBatchEnd(TrainingRun run)
        {
            if (recipe.Every is { } every && _watch is null && _since.Elapsed > every) Request(run, run.History.Epochs.Count > 0 ? run.History.Epochs[^1].Values : null);
        }

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch)
        {
            var due = _watch?.Improves(epoch, run.Job) ?? epoch.Epoch % recipe.EveryEpochs == 0;
            if (due) Request(run, epoch.Values);
        }

        public void SaveState(IStateWriter writer) => _watch?.SaveState(writer);

        public void LoadState(IStateReader reader) => _watch?.LoadState(reader);

        /// <summary>Asks for a file named by an epoch's figures; within the first epoch there are none yet.</summary>
        private void Request(TrainingRun run, IReadOnlyDictionary<string, double>? values)
        {
            _since.Restart();
            var figures = new Dictionary<string, double>(values ?? new Dictionary<string, double>()) { ["epoch"] = run.Epoch, ["step"] = run.Step, ["learning_rate"] = run.Optimizer?.LearningRate ?? double.NaN };
            run.RequestCheckpoint(Path.Combine(recipe.Folder, NameTemplate.Fill(recipe.Name, figures, unknownYet: values is null) + CheckpointFile.Extension), () => CheckpointFolder.Keep(recipe.Folder, recipe.Keep));
        }
    }
}
