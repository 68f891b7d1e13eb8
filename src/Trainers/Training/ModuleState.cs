using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>Copies a module's parameters and buffers in place: snapshots for best weights, loading of saved ones.</summary>
internal static class ModuleState
{
    /// <summary>Copies values into the module. Names and shapes must match exactly.</summary>
    /// <exception cref="ArgumentException">Lists every difference.</exception>
    public static void Load(nn.Module module, IReadOnlyDictionary<string, Tensor> state)
    {
        var own = module.state_dict();
        var problems = new List<string>();
        foreach (var (name, target) in own)
            if (!state.TryGetValue(name, out var source)) problems.Add($"{name} is missing");
            else if (!source.shape.AsSpan().SequenceEqual(target.shape)) problems.Add($"{name} has shape [{string.Join(", ", source.shape)}] instead of [{string.Join(", ", target.shape)}]");
        problems.AddRange(state.Keys.Where(name => !own.ContainsKey(name)).Select(name => $"{name} is unknown to the network"));
        if (problems.Count > 0) throw new ArgumentException($"The state does not fit the network: {string.Join("; ", problems)}.", nameof(state));
        using var _ = no_grad();
        foreach (var (name, target) in own) target.copy_(state[name]);
    }

    /// <summary>A copy of every value, owned by the caller.</summary>
    public static Dictionary<string, Tensor> Copy(nn.Module module)
    {
        using var _ = no_grad();
        var copy = new Dictionary<string, Tensor>();
        foreach (var (name, value) in module.state_dict())
        {
            using var detached = value.detach();
            copy[name] = detached.clone().DetachFromDisposeScope();
        }
        return copy;
    }

    /// <summary>Renews a copy in place.</summary>
    public static void Renew(Dictionary<string, Tensor> copy, nn.Module module)
    {
        using var _ = no_grad();
        foreach (var (name, value) in module.state_dict()) copy[name].copy_(value);
    }
}
