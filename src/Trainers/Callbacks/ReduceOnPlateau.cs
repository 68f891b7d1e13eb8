using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;

namespace MLNetGradExt.Callbacks;

/// <summary>Lowers the learning rate when a figure has stopped improving.</summary>
internal sealed record ReduceOnPlateau(string Monitor, double Factor, int Patience, double MinFactor, double MinDelta) : Callback
{
    public override TrainingCallback Bind() => new State(this);

    internal override IEnumerable<string> Problems(IReadOnlyCollection<string> figures) => Watch.Problem(Monitor, figures) is { } problem ? [problem] : [];

    private sealed class State(ReduceOnPlateau recipe) : TrainingCallback, ICheckpointable
    {
        private readonly Watch _watch = new(recipe.Monitor, recipe.MinDelta);

        public void SaveState(IStateWriter writer) => _watch.SaveState(writer);

        public void LoadState(IStateReader reader) => _watch.LoadState(reader);

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch)
        {
            if (_watch.Improves(epoch, run.Job) || _watch.Waited <= recipe.Patience || run.Optimizer is not { } optimizer) return;
            _watch.Forgive();
            var factor = Math.Max(recipe.MinFactor, optimizer.LearningRateFactor * recipe.Factor);
            if (factor >= optimizer.LearningRateFactor) return;
            optimizer.LearningRateFactor = factor;
            run.Log($"Epoch {epoch.Epoch}: {_watch.Name} stands still, the learning rate is now {factor:G3} of its schedule.");
        }
    }
}
