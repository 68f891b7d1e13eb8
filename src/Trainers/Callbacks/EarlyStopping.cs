using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Callbacks;

/// <summary>Stops when a figure has not improved for a while; the best epoch's weights and running statistics come back.</summary>
internal sealed record EarlyStopping(string Monitor, int Patience, double MinDelta, bool RestoreBest) : Callback
{
    /// <summary>Whether a figure that is NaN or infinite stops the run at once.</summary>
    public bool StopsOnNaN { get; init; }

    internal override IEnumerable<string> Problems(IReadOnlyCollection<string> figures) => Watch.Problem(Monitor, figures) is { } problem ? [problem] : [];

    public override TrainingCallback Bind() => new State(this);

    private sealed class State(EarlyStopping recipe) : TrainingCallback, ICheckpointable
    {
        private readonly Watch _watch = new(recipe.Monitor, recipe.MinDelta);
        private Dictionary<string, Tensor>? _best;
        private int _bestEpoch;

        public override bool KeepsWeights => _best is not null;

        public override void OnTrainBegin(TrainingRun run)
        {
            if (_best is not null && ModuleState.Problems(run.Module, _best) is { Count: > 0 } problems)
                throw new InvalidDataException($"The best weights in the checkpoint belong to another network: {string.Join("; ", problems)}.");
        }

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch)
        {
            if (_watch.Improves(epoch, run.Job))
            {
                // The last step of an epoch with a fine loss may have ruined the weights.
                if (!recipe.RestoreBest || !ModuleState.IsFinite(run.Module)) return;
                _bestEpoch = epoch.Epoch;
                if (_best is null) _best = ModuleState.Copy(run.Module);
                else ModuleState.Renew(_best, run.Module);
            }
            else if (recipe.StopsOnNaN && !double.IsFinite(epoch.Values[_watch.Name]))
            {
                var message = $"{_watch.Name} is {epoch.Values[_watch.Name]:G4} in epoch {epoch.Epoch}.";
                if (_best is null) throw new NonFiniteLossException($"{message} No epoch before it had a finite one: standardise features and label, or use a smaller learning rate.", epoch.Epoch, run.Step);
                run.RequestStop(StopReason.NonFiniteLoss, message);
            }
            else if (_watch.Waited > recipe.Patience)
            {
                run.RequestStop(StopReason.EarlyStopping, $"{_watch.Name} did not improve on {_watch.Best:G4} of epoch {_watch.BestEpoch} for {_watch.Waited} epochs.");
            }
        }

        public override void OnTrainEnd(TrainingRun run)
        {
            if (_best is null || run.History.StopReason is StopReason.Cancelled) return;
            ModuleState.Load(run.Module, _best);
            run.History.RestoredEpoch = _bestEpoch;
        }

        public void SaveState(IStateWriter writer)
        {
            _watch.SaveState(writer);
            if (_best is null) return;
            writer.Write("weightsEpoch", _bestEpoch);
            writer.Write("names", string.Join('\n', _best.Keys));
            var best = writer.Scope("weights");
            foreach (var (name, value) in _best) best.Write(name, value);
        }

        public void LoadState(IStateReader reader)
        {
            _watch.LoadState(reader);
            if (!reader.Has("names")) return;
            _bestEpoch = reader.Has("weightsEpoch") ? (int)reader.ReadInt64("weightsEpoch") : _watch.BestEpoch;
            var best = reader.Scope("weights");
            _best = reader.ReadString("names").Split('\n').ToDictionary(name => name, name => best.ReadTensor(name).DetachFromDisposeScope());
        }

        protected override void Dispose(bool disposing)
        {
            if (_best is null) return;
            foreach (var tensor in _best.Values) tensor.Dispose();
            _best = null;
        }
    }
}
