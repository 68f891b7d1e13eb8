using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>A layer made real.</summary>
/// <param name="Module">The module, on the context's device.</param>
/// <param name="OutputShape">The shape of one row that leaves it, without the batch dimension.</param>
public sealed record BuiltLayer(nn.Module<Tensor, Tensor> Module, ValueList<long> OutputShape);
