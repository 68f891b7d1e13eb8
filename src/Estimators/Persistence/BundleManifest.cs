using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetGradExt.Persistence;

/// <summary>What a bundle's <c>manifest.json</c> says: for people to read, and the lengths and hashes that every other entry must have.</summary>
internal sealed record BundleManifest(string Format, int Version, string Library, DateTimeOffset Created, BundleColumn[] Inputs, BundleColumn[] Outputs, BundleStage[] Stages, BundleEntry[] Entries)
{
    public const string ThisFormat = "mlnetgradext-bundle";
    public const int ThisVersion = 1;

    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 64,
        RespectNullableAnnotations = true,
    };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, s_options);

    /// <exception cref="InvalidDataException">It is no manifest, or a newer version wrote it.</exception>
    public static BundleManifest Read(byte[] json)
    {
        try
        {
            using (var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 }))
            {
                // Looked at first: a newer version may look different in everything else.
                if (document.RootElement.GetProperty("format").GetString() != ThisFormat) throw new InvalidDataException("The manifest is not that of a bundle of MLNetGradExt.");
                if (document.RootElement.GetProperty("version").GetInt32() is var version && version != ThisVersion)
                    throw new InvalidDataException($"The bundle was saved in format {version}, but this version of MLNetGradExt knows format {ThisVersion}: update the package.");
            }
            var manifest = JsonSerializer.Deserialize<BundleManifest>(json, s_options);
            return manifest?.Stages is null || manifest.Entries is null || manifest.Entries.Any(e => e?.Name is null || e.Sha256 is null) || manifest.Stages.Any(s => s?.Kind is null || s.Entry is null)
                ? throw new InvalidDataException("The manifest of the bundle is incomplete.")
                : manifest;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"The manifest of the bundle is damaged: {e.Message}", e);
        }
    }
}

/// <summary>A column as the manifest describes it.</summary>
internal sealed record BundleColumn(string Name, string Type);

/// <summary>An entry beside the manifest, with what it must be.</summary>
internal sealed record BundleEntry(string Name, long Length, string Sha256);

/// <summary>A part of the chain: stock stages as one ML.NET model, or a network.</summary>
internal sealed record BundleStage(string Kind, string Entry)
{
    public const string Stock = "stock", NetworkKind = "network";

    public string[]? Types { get; init; }

    public string? Task { get; init; }

    public JsonElement? Network { get; init; }

    public long[]? InputShape { get; init; }

    public int? OutputSize { get; init; }

    public long? Parameters { get; init; }

    public string? FeatureColumn { get; init; }

    public string[]? Classes { get; init; }

    /// <summary>The logit above which a row is positive.</summary>
    public float? Threshold { get; init; }

    /// <summary>What outputs are divided by before they become probabilities: 1, unless the network was calibrated.</summary>
    public float? Temperature { get; init; }

    public string? Ended { get; init; }

    public int? Epochs { get; init; }

    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    public string? History { get; init; }
}
