using System.IO.Compression;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    private const string SchemaEntry = "Schema";
    private const string ModelFolder = "TransformerChain";
    private const string LoaderFolder = "DataLoader";

    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        _env.CheckValue(stream, nameof(stream));
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        if (model is not null)
            SaveTo(archive, ModelFolder, model);
        if (inputSchema is null)
            return;
        using var writer = new BinaryWriter(archive.CreateEntry(SchemaEntry, CompressionLevel.Fastest).Open());
        Codec.WriteSchema(writer, inputSchema);
    }

    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, Stream stream)
    {
        _env.CheckValue(loader, nameof(loader));
        _env.CheckValue(stream, nameof(stream));
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var chain = model is null ? null : new TransformerChain<ITransformer>(model);
        SaveTo(archive, LoaderFolder, new CompositeDataLoader<TSource, ITransformer>(loader, chain));
    }

    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, string filePath)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.Create(filePath);
        Save(model, loader, stream);
    }

    private static void SaveTo(ZipArchive archive, string folder, ICanSaveModel model)
    {
        using var context = new ModelSaveContext(archive, folder);
        model.Save(context);
        context.Finish();
    }

    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        _env.CheckValue(stream, nameof(stream));
        using var archive = Open(stream);
        if (archive.GetEntry($"{LoaderFolder}/stage") is not null)
        {
            var model = LoadComposite(archive, out var loader);
            inputSchema = loader.GetOutputSchema();
            return model;
        }
        inputSchema = null;
        if (archive.GetEntry(SchemaEntry) is { } entry)
        {
            using var reader = new BinaryReader(entry.Open());
            inputSchema = Codec.ReadSchema(reader);
        }
        using var context = new ModelLoadContext(archive, ModelFolder);
        return context.Load<ITransformer>(_env);
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    public ITransformer LoadWithDataLoader(Stream stream, out IDataLoader<IMultiStreamSource> loader)
    {
        _env.CheckValue(stream, nameof(stream));
        using var archive = Open(stream);
        _env.Check(archive.GetEntry($"{LoaderFolder}/stage") is not null,
            $"The model has no data loader. Perhaps it was saved with a {nameof(DataViewSchema)}: then use {nameof(Load)}.");
        return LoadComposite(archive, out loader);
    }

    public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.OpenRead(filePath);
        return LoadWithDataLoader(stream, out loader);
    }

    private ITransformer LoadComposite(ZipArchive archive, out IDataLoader<IMultiStreamSource> loader)
    {
        using var context = new ModelLoadContext(archive, LoaderFolder);
        var composite = context.Load<CompositeDataLoader<IMultiStreamSource, ITransformer>>(_env);
        loader = composite.Loader;
        // A model is saved as a chain of one.
        var stages = composite.Transformer.ToArray();
        return stages.Length == 1 ? stages[0] : composite.Transformer;
    }

    private ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException damage)
        {
            throw _env.Process(new FormatException("The file is no saved model, or it is damaged", damage));
        }
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, bool ignoreMissingColumns = true,
        SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new()
        => new(_env, transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition);

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
    {
        _env.CheckValue(inputSchema, nameof(inputSchema));
        return new(_env, transformer, false, DataOperationsCatalog.DefinitionOf(typeof(TSrc), inputSchema));
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
        => new(_env, transformer, options.IgnoreMissingColumns, options.InputSchemaDefinition, options.OutputSchemaDefinition, options.OwnsTransformer);
}
