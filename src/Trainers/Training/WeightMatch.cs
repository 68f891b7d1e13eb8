using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>What an import of weights by name found.</summary>
/// <param name="Loaded">Names whose values were taken over.</param>
/// <param name="Missing">Names of the network that the import lacks: their values stay.</param>
/// <param name="Unknown">Names of the import that the network lacks.</param>
/// <param name="Different">Names that both have with different shapes, in words: their values stay.</param>
public sealed record WeightMatch(ValueList<string> Loaded, ValueList<string> Missing, ValueList<string> Unknown, ValueList<string> Different)
{
    /// <summary>Whether everything agreed.</summary>
    public bool IsComplete => Missing.Count + Unknown.Count + Different.Count == 0;

    /// <summary>Copies values into a module, converted to its types. With <paramref name="strict"/> nothing is copied unless everything agrees.</summary>
    /// <exception cref="ArgumentException">Strict, and something differs (all differences are listed); or nothing agrees at all.</exception>
    internal static WeightMatch Import(nn.Module module, IReadOnlyDictionary<string, Tensor> state, bool strict)
    {
        var own = module.state_dict();
        var fitting = own.Where(o => state.TryGetValue(o.Key, out var source) && source.shape.AsSpan().SequenceEqual(o.Value.shape)).ToArray();
        var match = new WeightMatch(
            [.. fitting.Select(f => f.Key)],
            [.. own.Keys.Where(name => !state.ContainsKey(name))],
            [.. state.Keys.Where(name => !own.ContainsKey(name))],
            [.. own.Where(o => state.TryGetValue(o.Key, out var source) && !source.shape.AsSpan().SequenceEqual(o.Value.shape))
                .Select(o => $"{o.Key} [{string.Join(", ", state[o.Key].shape)}] instead of [{string.Join(", ", o.Value.shape)}]")]);
        if (strict && !match.IsComplete) throw new ArgumentException($"The weights do not fit the network: {match} Import them without strict to take what fits.");
        if (fitting.Length == 0) throw new ArgumentException($"None of the weights fits the network: {match}");
        using var _ = no_grad();
        foreach (var (name, target) in fitting) target.copy_(state[name]);
        return match;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Loaded.Count} taken over{Part("missing", Missing)}{Part("unknown to the network", Unknown)}{Part("of another shape", Different)}.";

    private static string Part(string what, ValueList<string> names) =>
        names.Count == 0 ? "" : $"; {names.Count} {what}: {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", …" : "")}";
}
