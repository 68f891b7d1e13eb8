namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

/// <summary>An <see cref="UpdateTransform"/> bound to parameters. Its work is a fixed number of operations on whole flat tensors.</summary>
public abstract class UpdateLink : ICheckpointable, IDisposable
{
    private readonly Dictionary<string, Tensor> _state = [];

    /// <summary>Changes <see cref="UpdateStep.Update"/> in place.</summary>
    public abstract void Apply(UpdateStep step);

    /// <summary>The tensors kept between steps, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _state;

    /// <summary>Takes charge of a tensor: it is saved, loaded and disposed with the link.</summary>
    protected Tensor Keep(string name, Tensor tensor) => _state[name] = tensor;

    /// <inheritdoc/>
    public virtual void SaveState(IStateWriter writer)
    {
        foreach (var (name, tensor) in _state) writer.Write(name, tensor);
    }

    /// <inheritdoc/>
    public virtual void LoadState(IStateReader reader)
    {
        foreach (var (name, tensor) in _state) reader.ReadInto(name, tensor);
    }

    /// <summary>Releases the link's tensors.</summary>
    public virtual void Dispose()
    {
        foreach (var tensor in _state.Values) tensor.Dispose();
        GC.SuppressFinalize(this);
    }
}
