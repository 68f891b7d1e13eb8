using TorchSharp;

namespace MLNetGradExt.Networks;

/// <summary>Finds the generators of a network's modules.</summary>
internal static class Generators
{
    /// <summary>Every module with a generator of its own, by its path; the network itself is ".".</summary>
    public static IEnumerable<(string Name, IHasGenerator Module)> Of(torch.nn.Module network)
    {
        if (network is IHasGenerator own) yield return (".", own);
        foreach (var (name, module) in network.named_modules())
            if (module is IHasGenerator random) yield return (name, random);
    }
}
