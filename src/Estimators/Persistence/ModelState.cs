using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Scoring;
using TorchSharp;

namespace MLNetGradExt.Persistence;

/// <summary>Everything a fitted network transformer is, as bytes: a safetensors file whose metadata holds a manifest.</summary>
internal static class ModelState
{
    private const long MaxBytes = 2_000_000_000;

    /// <summary>A network for ML.NET's own files, with its history.</summary>
    /// <exception cref="NotSupportedException">The network holds code of the user's own, or is too large for one vector.</exception>
    public static ArraySegment<byte> Write(TrainedNetwork network, ScoreHead head, string featureColumn, DataViewType featureType, History history)
    {
        var metadata = Metadata(network.Recipe, network.InputShape, network.OutputSize, head, featureColumn, featureType, history);
        var state = network.State();
        return Write(state.Values.Sum(t => t.numel() * t.element_size()), stream => Safetensors.Write(stream, state, metadata));
    }

    /// <summary>The same without torch.</summary>
    public static ArraySegment<byte> Write(NetworkParts parts)
    {
        var metadata = Metadata(parts.Recipe, parts.InputShape, parts.OutputSize, parts.Head, parts.FeatureColumn, parts.FeatureType, parts.History);
        return Write(parts.Weights.Arrays.Values.Sum(a => 4L * a.Values.Length), stream => parts.Weights.WriteSafetensors(stream, metadata));
    }

    /// <summary>A network of any size, without its history.</summary>
    /// <exception cref="NotSupportedException">The network holds code of the user's own.</exception>
    public static void WriteTo(Stream stream, TrainedNetwork network, ScoreHead head, string featureColumn, DataViewType featureType) =>
        Safetensors.Write(stream, network.State(), Metadata(network.Recipe, network.InputShape, network.OutputSize, head, featureColumn, featureType, null));

    /// <summary>Builds the network again.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Write(NetworkParts)"/> wrote, or a newer version wrote them.</exception>
    /// <exception cref="NeedsTorchException">There is no libtorch.</exception>
    public static RestoredModel Read(ReadOnlySpan<byte> bytes)
    {
        NeedsTorchException.ThrowIfMissing();
        using var scope = torch.NewDisposeScope();
        var (tensors, metadata) = Safetensors.Read(bytes);
        return Restored(tensors, metadata);
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <param name="stream">Stands at the first byte.</param>
    /// <param name="bytes">How many there are: any number, since they are read tensor by tensor.</param>
    public static RestoredModel Read(Stream stream, long bytes)
    {
        NeedsTorchException.ThrowIfMissing();
        using var scope = torch.NewDisposeScope();
        var (tensors, metadata) = Safetensors.Read(stream, bytes);
        return Restored(tensors, metadata);
    }

    /// <summary>Reads the network as plain data, without torch.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    public static NetworkParts ReadParts(ReadOnlySpan<byte> bytes)
    {
        var (weights, metadata) = NetworkWeights.ReadSafetensors(bytes);
        return Parts(weights, metadata);
    }

    /// <inheritdoc cref="ReadParts(ReadOnlySpan{byte})"/>
    public static NetworkParts ReadParts(Stream stream, long bytes)
    {
        var (weights, metadata) = NetworkWeights.ReadSafetensors(stream, bytes);
        return Parts(weights, metadata);
    }

    /// <summary>
    /// What scores a loaded model row by row: without torch where its layers allow, since that is quicker for one row, needs no lock and
    /// no libtorch; else with torch.
    /// </summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    public static NetworkScorer ReadScorer(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ReadParts(bytes).ToScorer();
        }
        catch (NotSupportedException) when (EnvironmentReport.HasTorch)
        {
            var restored = Read(bytes);
            return new TorchScorer(restored.Network, restored.Head);
        }
        catch (ArgumentException e)
        {
            throw Misfit(e);
        }
    }

    private static RestoredModel Restored(Dictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var manifest = StateManifest.Parse(metadata);
        try
        {
            var network = TrainedNetwork.Restore(RecipeJson.Read<Network>(manifest.Network), [.. manifest.InputShape], manifest.OutputSize, tensors);
            return new RestoredModel(network, manifest.Head(), manifest.FeatureColumn, manifest.FeatureType(), StateManifest.History(metadata));
        }
        catch (ArgumentException e)
        {
            throw Misfit(e);
        }
    }

    private static NetworkParts Parts(NetworkWeights weights, IReadOnlyDictionary<string, string> metadata)
    {
        var manifest = StateManifest.Parse(metadata);
        return new NetworkParts(RecipeJson.Read<Network>(manifest.Network), [.. manifest.InputShape], manifest.OutputSize, weights, manifest.Head(), manifest.FeatureColumn, manifest.FeatureType())
        {
            History = StateManifest.History(metadata),
        };
    }

    private static InvalidDataException Misfit(ArgumentException problem) => new($"The saved weights do not fit the saved network: {problem.Message}", problem);

    private static Dictionary<string, string> Metadata(Network recipe, ValueList<long> inputShape, int outputSize, ScoreHead head, string featureColumn, DataViewType featureType, History? history) =>
        new StateManifest(1, head.Kind, RecipeJson.Write(recipe), [.. inputShape], outputSize, featureColumn, [.. ((VectorDataViewType)featureType).Dimensions]).With(head).Metadata(history);

    private static ArraySegment<byte> Write(long size, Action<Stream> write)
    {
        if (size > MaxBytes) throw new NotSupportedException($"The network's weights take {size / 1e9:F1} GB, more than the {MaxBytes / 1e9:F1} GB that fit into one vector of an ML.NET model. ml.GradExt().Save writes files of any size.");
        // Of about the right size at once: growing a stream of many megabytes costs several times its memory.
        var stream = new MemoryStream((int)size + 65_536);
        write(stream);
        return new ArraySegment<byte>(stream.GetBuffer(), 0, (int)stream.Length);
    }
}

/// <summary>A transformer's parts, read from a file.</summary>
internal sealed record RestoredModel(TrainedNetwork Network, ScoreHead Head, string FeatureColumn, DataViewType FeatureType, History? History)
{
    /// <summary>The transformer made of these parts.</summary>
    public NetworkTransformer ToTransformer(MLContext context)
    {
        NetworkTransformer transformer = Head switch
        {
            RegressionHead head => new NetworkRegressionTransformer(context, Network, head, FeatureColumn, FeatureType),
            BinaryHead head => new NetworkBinaryClassificationTransformer(context, Network, head, FeatureColumn, FeatureType),
            _ => new NetworkMulticlassClassificationTransformer(context, Network, (MulticlassHead)Head, FeatureColumn, FeatureType),
        };
        if (History is not null) transformer.Report = new TrainingReport(History, Network.Recipe);
        return transformer;
    }
}
