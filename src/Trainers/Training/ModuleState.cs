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
        if (Problems(module, state) is { Count: > 0 } problems) throw new ArgumentException($"The state does not fit the network: {string.Join("; ", problems)}.", nameof(state));
        using var _ = no_grad();
        foreach (var (name, target) in module.state_dict()) target.copy_(state[name]);
    }

    /// <summary>Every difference between a module's names and shapes and those of a state.</summary>
    public static List<string> Problems(nn.Module module, IReadOnlyDictionary<string, Tensor> state)
    {
        var own = module.state_dict();
        var problems = new List<string>();
        foreach (var (name, target) in own)
            if (!state.TryGetValue(name, out var source)) problems.Add($"{name} is missing");
            else if (!source.shape.AsSpan().SequenceEqual(target.shape)) problems.Add($"{name} has shape [{string.Join(", ", source.shape)}] instead of [{string.Join(", ", target.shape)}]");
        problems.AddRange(state.Keys.Where(name => !own.ContainsKey(name)).Select(name => $"{name} is unknown to the network"));
        return problems;
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

    /// <summary>Whether no parameter and no buffer holds NaN or infinity.</summary>
    public static bool IsFinite(nn.Module module)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return module.state_dict().Values.All(value => !value.is_floating_point() || value.isfinite().all().item<bool>());
    }

    /// <summary>Renews a copy in place.</summary>
    public static void Renew(Dictionary<string, Tensor> copy, nn.Module module)
    {
        using var _ = no_grad();
        foreach (var (name, value) in module.state_dict()) copy[name].copy_(value);
    }
}
