using TorchSharp;

namespace MLNetGradExt.Networks;

/// <summary>A module that draws random numbers while it trains, from a generator of its own: the global state is never touched, and a checkpoint can carry the generator.</summary>
public interface IHasGenerator
{
    /// <summary>The module's generator, on the module's device.</summary>
    torch.Generator Generator { get; }
}
