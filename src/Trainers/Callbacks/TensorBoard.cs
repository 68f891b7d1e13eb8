using MLNetGradExt.Training;

namespace MLNetGradExt.Callbacks;

/// <summary>Writes each epoch's figures to an event file for TensorBoard, over the steps of the run.</summary>
internal sealed record TensorBoard(string Folder) : Callback
{
    public override TrainingCallback Bind() => new State(Folder);

    private sealed class State(string folder) : TrainingCallback
    {
        private EventFile? _file;

        public override void OnEpochEnd(TrainingRun run, EpochRecord epoch)
        {
            _file ??= new EventFile(folder);
            _file.Add(epoch.Steps, [.. epoch.Values, new("learning_rate", epoch.LearningRate), new("samples_per_second", epoch.SamplesPerSecond)]);
        }

        protected override void Dispose(bool disposing) => _file?.Dispose();
    }
}
