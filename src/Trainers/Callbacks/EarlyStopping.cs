using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Callbacks;

/// <summary>Stops when a figure has not improved for a while; the best epoch's weights and running statistics come back.</summary>
internal sealed record EarlyStopping(string Monitor, int Patience, double MinDelta, bool RestoreBest) : Callback
{
    public override TrainingCallback Bind() => new State(this);

    private sealed class State(EarlyStopping recipe) : TrainingCallback, ICheckpointable
    {
        private readonly Watch _watch = new(recipe.Monitor, recipe.MinDelta);
        private Dictionary<string, Tensor>? _best;

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch)
        {
            if (_watch.Improves(epoch, run.Job))
            {
                if (!recipe.RestoreBest) return;
                if (_best is null) _best = ModuleState.Copy(run.Module);
                else ModuleState.Renew(_best, run.Module);
            }
            else if (_watch.Waited > recipe.Patience)
            {
                run.RequestStop(StopReason.EarlyStopping, $"{_watch.Name} did not improve on {_watch.Best:G4} of epoch {_watch.BestEpoch} for {_watch.Waited} epochs.");
            }
        }

        public override void OnTrainEnd(TrainingRun run)
        {
            if (_best is null || run.History.StopReason is StopReason.Cancelled or StopReason.NonFiniteLoss) return;
            ModuleState.Load(run.Module, _best);
            run.History.RestoredEpoch = _watch.BestEpoch;
        }

        public void SaveState(IStateWriter writer)
        {
            _watch.SaveState(writer);
            if (_best is null) return;
            writer.Write("names", string.Join('\n', _best.Keys));
            var best = writer.Scope("weights");
            foreach (var (name, value) in _best) best.Write(name, value);
        }

        public void LoadState(IStateReader reader)
        {
            _watch.LoadState(reader);
            if (!reader.Has("names")) return;
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
