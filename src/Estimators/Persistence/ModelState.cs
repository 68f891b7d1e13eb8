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
        var manifest = new Manifest(1, head.Kind, RecipeJson.Write(network.Recipe), [.. network.InputShape], network.OutputSize, featureColumn,
            [.. ((VectorDataViewType)featureType).Dimensions]);
        manifest = head switch
        {
            RegressionHead r => manifest with { LabelMean = r.Scale.Mean, LabelDeviation = r.Scale.Deviation },
            BinaryHead b => manifest with { Threshold = b.Threshold },
            MulticlassHead m => manifest with { ClassType = m.Classes.Values?.TypeName, Classes = m.Classes.Values?.Texts },
            _ => throw new NotSupportedException($"{head.GetType().Name} can't be saved."),
        };
        var state = network.State();
        // Of about the right size at once: growing a stream of many megabytes costs several times its memory.
        var size = state.Values.Sum(t => t.numel() * t.element_size());
        if (size > MaxBytes) throw new NotSupportedException($"The network's weights take {size / 1e9:F1} GB, more than the {MaxBytes / 1e9:F1} GB that fit into one vector of an ML.NET model. Write them with Safetensors instead.");
        var stream = new MemoryStream((int)size + 65_536);
        Safetensors.Write(stream, state, new Dictionary<string, string> { [ManifestName] = JsonSerializer.Serialize(manifest) });
        return new ArraySegment<byte>(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Builds the network again.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Write"/> wrote, or a newer version wrote them.</exception>
    public static RestoredModel Read(ReadOnlySpan<byte> bytes)
    {
        using var scope = torch.NewDisposeScope();
        var (tensors, metadata) = Safetensors.Read(bytes);
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
        if (manifest.Version != 1) throw new InvalidDataException($"The model was saved in format {manifest.Version}, but this version of MLNetGradExt knows format 1: update the package.");
        var recipe = RecipeJson.Read<Network>(manifest.Network);
        TrainedNetwork network;
        try
        {
            network = TrainedNetwork.Restore(recipe, [.. manifest.InputShape], manifest.OutputSize, tensors);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The saved weights do not fit the saved network: {e.Message}", e);
        }
        ScoreHead head = manifest.Task switch
        {
            "Regression" => new RegressionHead(new LabelScale(manifest.LabelMean, manifest.LabelDeviation)),
            "BinaryClassification" => new BinaryHead(manifest.Threshold),
            "MulticlassClassification" => new MulticlassHead(new ClassNames(manifest.OutputSize, manifest.Classes is null ? null : KeyValueList.Parse(manifest.ClassType ?? "", manifest.Classes))),
            var other => throw new InvalidDataException($"The saved model is of an unknown task, '{other}'."),
        };
        return new RestoredModel(network, head, manifest.FeatureColumn, new VectorDataViewType(NumberDataViewType.Single, manifest.FeatureDimensions));
    }
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
