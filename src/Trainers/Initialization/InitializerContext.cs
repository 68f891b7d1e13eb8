using TorchSharp;

namespace MLNetGradExt.Initialization;

/// <summary>What an initializer knows of the layer.</summary>
/// <param name="FanIn">Inputs that feed one output, kernel elements included.</param>
/// <param name="FanOut">Outputs that one input feeds, kernel elements included.</param>
/// <param name="Following">The activation behind the layer, or null for a head.</param>
/// <param name="Generator">The source of randomness.</param>
public sealed record InitializerContext(long FanIn, long FanOut, Activation? Following, torch.Generator Generator);
