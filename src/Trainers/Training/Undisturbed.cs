using MLNetGradExt.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>
/// Remembers everything that a forward and a backward pass change: parameters, gradients, buffers such as running statistics, and generators;
/// puts it back bit for bit. A module of the user's that draws from CUDA's global generator, or hides state in fields, is beyond it.
/// </summary>
internal sealed class Undisturbed : IDisposable
{
    private readonly ParameterBuffer _parameters;
    private readonly Tensor _values, _gradients, _global;
    private readonly (Tensor Buffer, Tensor Value)[] _buffers;
    private readonly (Generator Generator, Tensor State)[] _generators;

    public Undisturbed(nn.Module network, ParameterBuffer parameters)
    {
        using var _ = no_grad();
        _parameters = parameters;
        _values = parameters.Values.clone().DetachFromDisposeScope();
        _gradients = parameters.Gradients.clone().DetachFromDisposeScope();
        _global = torch.random.get_rng_state().DetachFromDisposeScope();
        _buffers = [.. network.buffers().Select(buffer => (buffer, buffer.clone().DetachFromDisposeScope()))];
        _generators = [.. Generators.Of(network).Select(m => (m.Module.Generator, m.Module.Generator.get_state().DetachFromDisposeScope()))];
    }

    /// <summary>The parameters as they were.</summary>
    public Tensor Values => _values;

    /// <summary>Back to the beginning: a pass from here draws the same masks again.</summary>
    public void Rewind()
    {
        using var _ = no_grad();
        _parameters.Values.copy_(_values);
        _parameters.Gradients.copy_(_gradients);
        foreach (var (buffer, value) in _buffers) buffer.copy_(value);
        foreach (var (generator, state) in _generators) generator.set_state(state);
        torch.random.set_rng_state(_global);
    }

    /// <summary>Puts everything back and forgets it.</summary>
    public void Dispose()
    {
        Rewind();
        foreach (var tensor in (Tensor[])[_values, _gradients, _global, .. _buffers.Select(b => b.Value), .. _generators.Select(g => g.State)]) tensor.Dispose();
    }
}
