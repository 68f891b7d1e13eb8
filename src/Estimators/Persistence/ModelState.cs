using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Bridging;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Scoring;
using TorchSharp;

namespace MLNetGradExt.Persistence;

/// <summary>Everything a fitted network transformer is, as bytes: a safetensors file whose metadata holds a manifest.</summary>
internal static class ModelState
{
    private const string ManifestName = "mlnetgradext";
    private const long MaxBytes = 2_000_000_000;

    /// <summary>What a transformer is beside its weights.</summary>
    private sealed record Manifest(int Version, string Task, string Network, long[] InputShape, int OutputSize, string FeatureColumn, int[] FeatureDimensions,
        double LabelMean = 0, double LabelDeviation = 1, float Threshold = 0, string? ClassType = null, string[]? Classes = null);

    /// <exception cref="NotSupportedException">The network holds code of the user's own.</exception>
    public static ArraySegment<byte> Write(TrainedNetwork network, ScoreHead head, string featureColumn, DataViewType featureType)
    {
        var metadata = Metadata(network.Recipe, network.InputShape, network.OutputSize, head, featureColumn, featureType);
        var state = network.State();
        return Write(state.Values.Sum(t => t.numel() * t.element_size()), stream => Safetensors.Write(stream, state, metadata));
    }

    /// <summary>The same without torch.</summary>
    public static ArraySegment<byte> Write(NetworkParts parts)
    {
        var metadata = Metadata(parts.Recipe, parts.InputShape, parts.OutputSize, parts.Head, parts.FeatureColumn, parts.FeatureType);
        return Write(parts.Weights.Arrays.Values.Sum(a => 4L * a.Values.Length), stream => parts.Weights.WriteSafetensors(stream, metadata));
    }

    /// <summary>Builds the network again.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Write(NetworkParts)"/> wrote, or a newer version wrote them.</exception>
    public static RestoredModel Read(ReadOnlySpan<byte> bytes)
    {
        if (!EnvironmentReport.HasTorch) throw new InvalidOperationException($"{EnvironmentReport.Take().Problems[0]} Without it, ml.GradExt().ToPortable(model) scores.");
        using var scope = torch.NewDisposeScope();
        var (tensors, metadata) = Safetensors.Read(bytes);
        var manifest = Parse(metadata);
        try
        {
            var network = TrainedNetwork.Restore(RecipeJson.Read<Network>(manifest.Network), [.. manifest.InputShape], manifest.OutputSize, tensors);
            return new RestoredModel(network, Head(manifest), manifest.FeatureColumn, FeatureType(manifest));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The saved weights do not fit the saved network: {e.Message}", e);
        }
    }

    /// <summary>Reads the network as plain data, without torch.</summary>
    /// <inheritdoc cref="Read"/>
    public static NetworkParts ReadParts(ReadOnlySpan<byte> bytes)
    {
        var (weights, metadata) = NetworkWeights.ReadSafetensors(bytes);
        var manifest = Parse(metadata);
        return new NetworkParts(RecipeJson.Read<Network>(manifest.Network), [.. manifest.InputShape], manifest.OutputSize, weights, Head(manifest), manifest.FeatureColumn, FeatureType(manifest));
    }

    /// <summary>
    /// What scores a loaded model row by row: without torch where its layers allow, since that is quicker for one row, needs no lock and
    /// no libtorch; else with torch.
    /// </summary>
    /// <inheritdoc cref="Read"/>
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
            throw new InvalidDataException($"The saved weights do not fit the saved network: {e.Message}", e);
        }
    }

    private static Dictionary<string, string> Metadata(Network recipe, ValueList<long> inputShape, int outputSize, ScoreHead head, string featureColumn, DataViewType featureType)
    {
        var manifest = new Manifest(1, head.Kind, RecipeJson.Write(recipe), [.. inputShape], outputSize, featureColumn, [.. ((VectorDataViewType)featureType).Dimensions]);
        manifest = head switch
        {
            RegressionHead r => manifest with { LabelMean = r.Scale.Mean, LabelDeviation = r.Scale.Deviation },
            BinaryHead b => manifest with { Threshold = b.Threshold },
            MulticlassHead m => manifest with { ClassType = m.Classes.Values?.TypeName, Classes = m.Classes.Values?.Texts },
            _ => throw new NotSupportedException($"{head.GetType().Name} can't be saved."),
        };
        return new Dictionary<string, string> { [ManifestName] = JsonSerializer.Serialize(manifest) };
    }

    private static ArraySegment<byte> Write(long size, Action<Stream> write)
    {
        if (size > MaxBytes) throw new NotSupportedException($"The network's weights take {size / 1e9:F1} GB, more than the {MaxBytes / 1e9:F1} GB that fit into one vector of an ML.NET model. Write them with Safetensors instead.");
        // Of about the right size at once: growing a stream of many megabytes costs several times its memory.
        var stream = new MemoryStream((int)size + 65_536);
        write(stream);
        return new ArraySegment<byte>(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static Manifest Parse(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(ManifestName, out var text)) throw new InvalidDataException("The saved state has no manifest of this library.");
        Manifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<Manifest>(text) ?? throw new InvalidDataException("The manifest is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The manifest is damaged: {e.Message}", e);
        }
        return manifest.Version == 1 ? manifest : throw new InvalidDataException($"The model was saved in format {manifest.Version}, but this version of MLNetGradExt knows format 1: update the package.");
    }

    private static ScoreHead Head(Manifest manifest) => manifest.Task switch
    {
        "Regression" => new RegressionHead(new LabelScale(manifest.LabelMean, manifest.LabelDeviation)),
        "BinaryClassification" => new BinaryHead(manifest.Threshold),
        "MulticlassClassification" => new MulticlassHead(new ClassNames(manifest.OutputSize, manifest.Classes is null ? null : KeyValueList.Parse(manifest.ClassType ?? "", manifest.Classes))),
        var other => throw new InvalidDataException($"The saved model is of an unknown task, '{other}'."),
    };

    private static VectorDataViewType FeatureType(Manifest manifest) => new(NumberDataViewType.Single, manifest.FeatureDimensions);
}

/// <summary>A transformer's parts, read from a file.</summary>
internal sealed record RestoredModel(TrainedNetwork Network, ScoreHead Head, string FeatureColumn, DataViewType FeatureType)
{
    /// <summary>The transformer made of these parts.</summary>
    public NetworkTransformer ToTransformer(MLContext context) => Head switch
    {
        RegressionHead head => new NetworkRegressionTransformer(context, Network, head, FeatureColumn, FeatureType),
        BinaryHead head => new NetworkBinaryClassificationTransformer(context, Network, head, FeatureColumn, FeatureType),
        _ => new NetworkMulticlassClassificationTransformer(context, Network, (MulticlassHead)Head, FeatureColumn, FeatureType),
    };
}
