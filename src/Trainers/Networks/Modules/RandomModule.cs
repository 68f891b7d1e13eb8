using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>The base of modules that draw random masks while they train, from a generator of their own.</summary>
internal abstract class RandomModule : nn.Module<Tensor, Tensor>, IHasGenerator
{
    protected RandomModule(string name, LayerContext context) : base(name)
    {
        using var scope = NewDisposeScope();
        // 48 bits of the network's own randomness: exact in a double, which random_ takes.
        var seed = zeros(1, ScalarType.Int64).random_(0, 1L << 48, context.Generator).item<long>();
        Generator = new Generator((ulong)seed, context.Device);
    }

    public torch.Generator Generator { get; }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Generator.Dispose();
        base.Dispose(disposing);
    }
}
