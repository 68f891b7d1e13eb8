using System.Collections.Concurrent;
using MLNetGradExt.Scoring;

namespace MLNetGradExt.Persistence;

/// <summary>
/// Networks of loaded models. The stages of a loaded chain know each other only through columns, so one of them carries the number
/// under which the network, once unpacked, is found here. A place lives as long as the stage that made it.
/// </summary>
internal static class LoadedModels
{
    private static readonly ConcurrentDictionary<ulong, WeakReference<LoadedModel>> s_places = new();
    private static long s_last;

    public static LoadedModel New()
    {
        foreach (var (id, place) in s_places)
            if (!place.TryGetTarget(out _)) s_places.TryRemove(id, out _);
        var model = new LoadedModel((ulong)Interlocked.Increment(ref s_last));
        s_places[model.Id] = new WeakReference<LoadedModel>(model);
        return model;
    }

    public static LoadedModel Find(ulong id) => s_places.TryGetValue(id, out var place) && place.TryGetTarget(out var model)
        ? model
        : throw new InvalidOperationException("A stage of a saved network was taken out of its chain: use the model as it was loaded.");
}

/// <summary>The place of one loaded network.</summary>
internal sealed class LoadedModel(ulong id)
{
    private readonly Lock _gate = new();
    private volatile NetworkScorer? _scorer;

    public ulong Id => id;

    /// <summary>Whether the network still has to be unpacked, so that its bytes are wanted.</summary>
    public bool IsEmpty => _scorer is null;

    /// <summary>The network, unpacked from its bytes by the first caller.</summary>
    public NetworkScorer Scorer(ReadOnlySpan<byte> bytes)
    {
        if (_scorer is { } ready) return ready;
        lock (_gate)
        {
            if (_scorer is { } made) return made;
            return _scorer = ModelState.ReadScorer(bytes);
        }
    }
}
