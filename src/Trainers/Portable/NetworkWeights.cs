using System.Runtime.InteropServices;
using MLNetGradExt.Networks;
using MLNetGradExt.Training;
using TorchSharp;

namespace MLNetGradExt;

/// <summary>All parameters and buffers of a network as plain numbers, under the names that PyTorch gives them: what scores without torch and what is exported.</summary>
/// <param name="arrays">The arrays by name, such as <c>0.weight</c>.</param>
public sealed partial class NetworkWeights(IReadOnlyDictionary<string, WeightArray> arrays)
{
    /// <summary>The arrays by name.</summary>
    public IReadOnlyDictionary<string, WeightArray> Arrays => arrays;

    /// <summary>A copy of a network's weights, as single-precision numbers whatever their type and device.</summary>
    public static NetworkWeights Of(TrainedNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var arrays = new Dictionary<string, WeightArray>();
        foreach (var (name, tensor) in network.State())
        {
            using var scope = torch.NewDisposeScope();
            var plain = tensor.detach().to_type(torch.ScalarType.Float32).cpu().contiguous();
            var values = new float[plain.numel()];
            var at = 0;
            Checkpoints.Safetensors.Visit(plain, bytes =>
            {
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values.AsSpan(at));
                at += bytes.Length / sizeof(float);
            });
            arrays[name] = new WeightArray([.. plain.shape], values);
        }
        return new NetworkWeights(arrays);
    }

    /// <summary>The values under a name.</summary>
    /// <exception cref="ArgumentException">The name is missing, or its shape is another.</exception>
    internal float[] Take(string path, string name, params ReadOnlySpan<long> shape)
    {
        var full = path.Length == 0 ? name : $"{path}.{name}";
        ValueList<long> wanted = [.. shape];
        if (!arrays.TryGetValue(full, out var found)) throw new ArgumentException($"The weights do not fit the network: {full} is missing.");
        if (found.Shape != wanted || found.Values.Length != Shapes.Elements(wanted))
            throw new ArgumentException($"The weights do not fit the network: {full} has shape {found.Shape} instead of {wanted}.");
        return found.Values;
    }
}
