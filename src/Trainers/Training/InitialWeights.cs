using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>Weights that a run starts from: another network's, or a file's. They are found by name, such as <c>0.weight</c>.</summary>
/// <param name="IsStrict">Whether every name and shape must agree; else what fits is taken and the rest stays as initialised.</param>
public abstract record InitialWeights(bool IsStrict)
{
    /// <summary>The weights of a trained network, as they are when training starts.</summary>
    /// <param name="network">The network; it must live until then.</param>
    /// <param name="strict">Whether every name and shape must agree.</param>
    public static InitialWeights From(TrainedNetwork network, bool strict = true) => new OfNetwork(network, strict);

    /// <summary>The weights of a safetensors file, such as PyTorch writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether every name and shape must agree.</param>
    public static InitialWeights FromFile(string path, bool strict = true) => new OfFile(path, strict);

    internal abstract WeightMatch Import(nn.Module module);

    internal void Load(nn.Module module, Action<TrainingMessage>? log)
    {
        var match = Import(module); // also when nobody listens
        log?.Invoke(new TrainingMessage(false, $"Initial weights: {match}"));
    }

    private sealed record OfNetwork(TrainedNetwork Network, bool IsStrict) : InitialWeights(IsStrict)
    {
        internal override WeightMatch Import(nn.Module module) => WeightMatch.Import(module, Network.State(), IsStrict);
    }

    private sealed record OfFile(string Path, bool IsStrict) : InitialWeights(IsStrict)
    {
        internal override WeightMatch Import(nn.Module module)
        {
            using var scope = NewDisposeScope();
            return WeightMatch.Import(module, Safetensors.Load(Path).Tensors, IsStrict);
        }
    }
}
