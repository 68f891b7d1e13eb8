using System.Text.Json;
using Microsoft.ML.Data;
using MLNetGradExt.Bridging;
using MLNetGradExt.Scoring;

namespace MLNetGradExt.Persistence;

/// <summary>What a fitted transformer is beside its weights, as a text beside them.</summary>
internal sealed record StateManifest(int Version, string Task, string Network, long[] InputShape, int OutputSize, string FeatureColumn, int[] FeatureDimensions,
    double LabelMean = 0, double LabelDeviation = 1, float Threshold = 0, float Temperature = 1, string? ClassType = null, string[]? Classes = null)
{
    private static readonly JsonSerializerOptions s_options = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private const int ThisVersion = 1;
    private const string Name = "mlnetgradext", HistoryName = "mlnetgradext.history";

    // A long history is cut before it outgrows the weights of a small network.
    private const int MaxHistory = 1 << 20;

    /// <summary>The same with what a head decides.</summary>
    public StateManifest With(ScoreHead head) => head switch
    {
        RegressionHead r => this with { LabelMean = r.Scale.Mean, LabelDeviation = r.Scale.Deviation },
        BinaryHead b => this with { Threshold = b.Threshold, Temperature = b.Temperature },
        MulticlassHead m => this with { Temperature = m.Temperature, ClassType = m.Classes.Values?.TypeName, Classes = m.Classes.Values?.Texts },
        _ => throw new NotSupportedException($"{head.GetType().Name} can't be saved."),
    };

    /// <summary>The texts to write beside the weights. Of a history of more than a megabyte the epochs alone are kept, of an endless one nothing.</summary>
    public Dictionary<string, string> Metadata(History? history)
    {
        var texts = new Dictionary<string, string> { [Name] = JsonSerializer.Serialize(this) };
        if (history is not { Epochs.Count: > 0 }) return texts;
        var text = history.ToJson();
        if (text.Length > MaxHistory) text = history.ToJson(events: false);
        if (text.Length <= 16 * MaxHistory) texts[HistoryName] = text;
        return texts;
    }

    /// <summary>Reads what <see cref="Metadata"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no manifest, or a newer version wrote it.</exception>
    public static StateManifest Parse(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(Name, out var text)) throw new InvalidDataException("The saved state has no manifest of this library.");
        StateManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<StateManifest>(text, s_options) ?? throw new InvalidDataException("The manifest is empty.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"The manifest is damaged: {e.Message}", e);
        }
        if (manifest.Version != ThisVersion) throw new InvalidDataException($"The model was saved in format {manifest.Version}, but this version of MLNetGradExt knows format {ThisVersion}: update the package.");
        return manifest.IsSound ? manifest : throw new InvalidDataException("The manifest is damaged: its shapes, sizes or names do not fit each other.");
    }

    /// <summary>The history beside a manifest, or null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static History? History(IReadOnlyDictionary<string, string> metadata) => metadata.TryGetValue(HistoryName, out var text) ? MLNetGradExt.History.FromJson(text) : null;

    /// <exception cref="InvalidDataException">The task is unknown, or the class names are damaged.</exception>
    public ScoreHead Head()
    {
        try
        {
            return Task switch
            {
                "Regression" => new RegressionHead(new LabelScale(LabelMean, LabelDeviation)),
                "BinaryClassification" => new BinaryHead(Threshold, Temperature),
                "MulticlassClassification" => new MulticlassHead(new ClassNames(OutputSize, Classes is null ? null : KeyValueList.Parse(ClassType ?? "", Classes)), Temperature),
                var other => throw new InvalidDataException($"The saved model is of an unknown task, '{other}'."),
            };
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            throw new InvalidDataException($"The class names are damaged: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    public VectorDataViewType FeatureType() => new(NumberDataViewType.Single, FeatureDimensions);

    private bool IsSound => Network is not null && FeatureColumn is { Length: > 0 } && OutputSize >= 1 && Temperature > 0 && float.IsFinite(Temperature) && (Task == "MulticlassClassification" || OutputSize == 1)
        && (Classes is null || Classes.Length == OutputSize && Classes.All(name => name is not null))
        && Width(InputShape) is > 0 and <= int.MaxValue and var width && Width(FeatureDimensions?.Select(d => (long)d)) == width;

    /// <summary>The values of a row, or 0 where the shape is none.</summary>
    private static double Width(IEnumerable<long>? shape) => shape is null || !shape.Any() || shape.Any(size => size < 1) ? 0 : shape.Aggregate(1.0, (product, size) => product * size);
}
