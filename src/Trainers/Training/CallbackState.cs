using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Training;

/// <summary>The state of those callbacks that have one, as a part of a checkpoint.</summary>
internal static class CallbackState
{
    private const string Scope = "callbacks", Known = "known";

    public static void Save(IEnumerable<TrainingCallback> callbacks, IStateWriter writer)
    {
        foreach (var (name, callback) in Stateful(callbacks))
        {
            var own = writer.Scope(Scope).Scope(name);
            own.Write(Known, 1);
            callback.SaveState(own);
        }
    }

    public static void Load(IEnumerable<TrainingCallback> callbacks, IStateReader reader, TrainingRun run)
    {
        foreach (var (name, callback) in Stateful(callbacks))
        {
            var own = reader.Scope(Scope).Scope(name);
            if (own.Has(Known)) callback.LoadState(own);
            else run.Log($"The checkpoint knows nothing of {name}: this callback starts afresh.", isWarning: true);
        }
    }

    /// <summary>Callbacks with state, named by their type and a number, so that one more callback of another kind changes no name.</summary>
    private static IEnumerable<(string Name, ICheckpointable Callback)> Stateful(IEnumerable<TrainingCallback> callbacks) => callbacks.OfType<ICheckpointable>().GroupBy(c => c.GetType())
        .SelectMany(group => group.Select((callback, i) => ($"{group.Key.FullName}.{i}", callback)));
}
