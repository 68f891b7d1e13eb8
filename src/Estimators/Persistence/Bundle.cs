using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Scoring;

namespace MLNetGradExt.Persistence;

/// <summary>
/// A whole model as one zip: a readable manifest, each network's weights as safetensors, each run of stock stages as an ML.NET model.
/// </summary>
internal static class Bundle
{
    private const string Schema = "schema.zip";

    public static void Save(MLContext context, ITransformer model, DataViewSchema schema, string path)
    {
        var parts = Parts(SavedChain.Restore(context, model));
        AtomicFile.Write(path, stream =>
        {
            using var writer = new BundleWriter(stream);
            writer.Add(Schema, Stock(context, new TransformerChain<ITransformer>(), schema));
            var current = schema;
            var stages = new List<BundleStage>();
            foreach (var part in parts)
            {
                var number = stages.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (part is [NetworkTransformer network]) stages.Add(Network(writer, network, number));
                else stages.Add(Stages(writer, context, part, current, number));
                foreach (var stage in part) current = stage.GetOutputSchema(current);
            }
            var manifest = new BundleManifest(BundleManifest.ThisFormat, BundleManifest.ThisVersion, typeof(Bundle).Assembly.GetName().Version?.ToString() ?? "", DateTimeOffset.UtcNow,
                Columns(schema), Columns(current), [.. stages], writer.Entries).Write();
            writer.Add(BundleReader.Manifest, manifest);
            writer.Add(BundleReader.ManifestHash, Encoding.ASCII.GetBytes(writer.Entries[^1].Sha256));
        });
    }

    public static ITransformer Load(MLContext context, string path, out DataViewSchema schema)
    {
        using var file = File.OpenRead(path);
        try
        {
            using var reader = new BundleReader(file);
            var manifest = reader.ReadManifest();
            Stock(context, reader.Read(manifest, Schema), out schema);
            return new TransformerChain<ITransformer>([.. manifest.Stages.Select(stage => stage.Kind switch
            {
                BundleStage.Stock => Stock(context, reader.Read(manifest, stage.Entry), out _),
                BundleStage.NetworkKind => Network(context, reader, manifest, stage),
                var other => throw new InvalidDataException($"The bundle has a stage of the unknown kind '{other}'."),
            })]);
        }
        catch (Exception e) when (e is not (InvalidDataException or OutOfMemoryException or NeedsTorchException))
        {
            // Whatever a damaged part makes the readers of its format say, the caller gets one kind of error.
            throw new InvalidDataException($"{path} can't be loaded: {e.Message}", e);
        }
    }

    /// <summary>The chain as runs of stock stages and single networks.</summary>
    private static List<ITransformer[]> Parts(ITransformer model)
    {
        var parts = new List<ITransformer[]>();
        var stock = new List<ITransformer>();
        foreach (var stage in Flat(model))
        {
            if (stage is not NetworkTransformer)
            {
                stock.Add(stage);
                continue;
            }
            Close();
            parts.Add([stage]);
        }
        Close();
        return parts;

        void Close()
        {
            if (stock.Count > 0) parts.Add([.. stock]);
            stock.Clear();
        }
    }

    private static IEnumerable<ITransformer> Flat(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flat) : [model];

    private static BundleStage Stages(BundleWriter writer, MLContext context, ITransformer[] stages, DataViewSchema schema, string number)
    {
        var name = $"stages/{number}.zip";
        writer.Add(name, Stock(context, new TransformerChain<ITransformer>(stages), schema));
        return new BundleStage(BundleStage.Stock, name) { Types = [.. stages.Select(s => s.GetType().Name)] };
    }

    private static BundleStage Network(BundleWriter writer, NetworkTransformer network, string number)
    {
        string weights = $"networks/{number}.safetensors", history = $"networks/{number}.history.json";
        writer.Add(weights, network.WriteState);
        writer.Add(history, Encoding.UTF8.GetBytes(network.Report.History.ToJson()));
        var model = network.Model;
        using var recipe = JsonDocument.Parse(RecipeJson.Write(model.Recipe));
        return new BundleStage(BundleStage.NetworkKind, weights)
        {
            Task = network.Task,
            Network = recipe.RootElement.Clone(),
            InputShape = [.. model.InputShape],
            OutputSize = model.OutputSize,
            Parameters = model.Module.parameters().Sum(p => p.numel()),
            FeatureColumn = network.FeatureColumnName,
            Classes = (network as NetworkMulticlassClassificationTransformer)?.ClassNames?.ToArray(),
            Threshold = (network as NetworkBinaryClassificationTransformer)?.Threshold,
            Temperature = (network as NetworkBinaryClassificationTransformer)?.Temperature ?? (network as NetworkMulticlassClassificationTransformer)?.Temperature,
            Ended = network.Report.History.StopReason.ToString(),
            Epochs = network.Report.History.Epochs.Count,
            Metrics = network.Report.History.Epochs.LastOrDefault()?.Values,
            History = history,
        };
    }

    /// <summary>The network over torch; where there is none without it.</summary>
    /// <exception cref="NeedsTorchException">There is none, and a layer can't do without it.</exception>
    private static ITransformer Network(MLContext context, BundleReader reader, BundleManifest manifest, BundleStage stage)
    {
        using var weights = reader.Open(manifest, stage.Entry, out var bytes);
        var history = stage.History is null ? null : History.FromJson(Encoding.UTF8.GetString(reader.Read(manifest, stage.History)));
        if (EnvironmentReport.HasTorch) return (ModelState.Read(weights, bytes) with { History = history }).ToTransformer(context);
        try
        {
            return new PortableTransformer(context, ModelState.ReadParts(weights, bytes) with { History = history });
        }
        catch (NotSupportedException layer)
        {
            throw NeedsTorchException.For(layer);
        }
    }

    private static byte[] Stock(MLContext context, ITransformer stages, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        context.Model.Save(stages, schema, stream);
        return stream.ToArray();
    }

    private static ITransformer Stock(MLContext context, byte[] bytes, out DataViewSchema schema)
    {
        // ML.NET's own loader unpacks what it finds: a zip whose parts overlap could be endless.
        using (var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read))
            if (zip.Entries.Sum(e => e.CompressedLength) > bytes.Length) throw new InvalidDataException("The parts of a stock stage overlap.");
        using var stream = new MemoryStream(bytes);
        return context.Model.Load(stream, out schema);
    }

    private static BundleColumn[] Columns(DataViewSchema schema) => [.. schema.Where(c => !c.IsHidden).Select(c => new BundleColumn(c.Name, c.Type.ToString() ?? ""))];
}
