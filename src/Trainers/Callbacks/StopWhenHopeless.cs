using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Callbacks;

/// <summary>Stops a run whose loss has grown far beyond the first epoch's, or does not come below that of the untrained network.</summary>
internal sealed record StopWhenHopeless(double Factor, int? Patience) : Callback
{
    public override TrainingCallback Bind() => new State(this);

    internal override IEnumerable<string> Problems(IReadOnlyCollection<string> figures)
    {
        if (!(Factor > 1)) yield return $"StopWhenHopeless has the factor {Factor}, but it must be above 1.";
        if (Patience is < 1) yield return $"StopWhenHopeless has the patience {Patience}, but at least 1 epoch is needed.";
    }

    private sealed class State(StopWhenHopeless recipe) : TrainingCallback, ICheckpointable
    {
        private double? _first, _untrained;
        private long _above;

        public void SaveState(IStateWriter writer)
        {
            if (_first is { } first) writer.Write("first", first);
            if (_untrained is { } untrained) writer.Write("untrained", untrained);
            writer.Write("above", _above);
        }

        public void LoadState(IStateReader reader)
        {
            _first = reader.Has("first") ? reader.ReadDouble("first") : null;
            _untrained = reader.Has("untrained") ? reader.ReadDouble("untrained") : null;
            _above = reader.ReadInt64("above");
        }

        public override void OnTrainBegin(TrainingRun run)
        {
            if (recipe.Patience is null || run.IsResumed) return;
            var device = run.Module.parameters().FirstOrDefault()?.device ?? CPU;
            _untrained = Evaluator.Evaluate(run.Module, run.Job.Train, run.Job.Loss, [], device, CancellationToken.None).First().Value;
        }

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch)
        {
            _first ??= epoch.Loss;
            _above = epoch.Loss < _untrained ? 0 : _above + 1;
            if (epoch.Loss > recipe.Factor * _first)
                run.RequestStop(StopReason.Hopeless, $"The loss rose from {_first:G4} in the first epoch to {epoch.Loss:G4} in epoch {epoch.Epoch}: use a smaller learning rate.");
            else if (_untrained is not null && _above >= recipe.Patience)
                run.RequestStop(StopReason.Hopeless, $"The loss was not below the untrained network's {_untrained:G4} for {_above} epochs and is {epoch.Loss:G4} in epoch {epoch.Epoch}: use another learning rate (ml.GradExt().FindLearningRate looks for one), and check that features are standardised and tell of the label.");
        }
    }
}
