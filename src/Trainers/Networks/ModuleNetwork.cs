using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>A user's own module; opaque, so batched annealing, portable scoring and export do not apply.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Factory">Makes a fresh one.</param>
internal sealed record ModuleNetwork(string Name, Func<NetworkContext, nn.Module<Tensor, Tensor>> Factory) : Network
{
    public override ValueList<Layer>? Layers(NetworkContext context) => null;

    public override nn.Module<Tensor, Tensor> Build(NetworkContext context)
    {
        var module = Factory(context) ?? throw new InvalidOperationException($"The factory of network {Name} returned null.");
        foreach (var parameter in module.parameters()) parameter.DetachFromDisposeScope();
        foreach (var buffer in module.buffers()) buffer.DetachFromDisposeScope();
        // Converting replaces every tensor of a module: only where something differs.
        if (module.parameters().Any(p => p.dtype != context.Precision)) module = module.to(context.Precision);
        if (module.parameters().Any(p => p.device.type != context.Device.type)) module = module.to(context.Device);
        return module;
    }
}
