using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>
/// A second module over the same weights: parameters and buffers share the first one's memory, so it costs some kilobytes however large the
/// network is, and a value that changes in the one has changed in the other.
/// </summary>
internal static class Replica
{
    /// <summary>The layers of a module that the recipe builds of this library's own layers, which hold nothing but their named tensors; else null.</summary>
    public static ValueList<Layer>? Layers(Network recipe, ValueList<long> inputShape, int outputSize, nn.Module module)
    {
        if (module is not LayerStack) return null;
        try
        {
            return recipe.Layers(new NetworkContext(inputShape, outputSize, null!, null!)) is { } layers && layers.All(IsOurs) ? layers : null;
        }
        catch (ArgumentException)
        {
            return null; // the module was built of something else
        }
    }

    /// <summary>Builds it, in evaluation mode.</summary>
    /// <exception cref="ArgumentException">The module does not hold the recipe's tensors.</exception>
    public static nn.Module<Tensor, Tensor> Of(Network recipe, ValueList<long> inputShape, int outputSize, nn.Module<Tensor, Tensor> module, torch.Device device)
    {
        var state = module.state_dict();
        using var generator = new Generator(0, CPU);
        var replica = recipe.Build(new NetworkContext(inputShape, outputSize, generator, device) { Shared = state });
        replica.eval();
        return replica;
    }

    private static bool IsOurs(Layer layer) => layer.GetType().Assembly == typeof(Layer).Assembly && (layer is not ResidualLayer residual || (residual.Body.All(IsOurs) && residual.Shortcut.All(IsOurs)));
}
