using Microsoft.ML;
using MLNetGradExt.Onnx;
using MLNetGradExt.Persistence;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>All that this library adds to a context.</summary>
public sealed class GradExtCatalog
{
    private readonly MLContext _context;

    internal GradExtCatalog(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        Transforms = new GradExtTransforms(context);
        Calibrators = new GradExtCalibrators(context);
    }

    /// <summary>Data preparation for networks.</summary>
    public GradExtTransforms Transforms { get; }

    /// <summary>What makes a classifier's probabilities mean what they say.</summary>
    public GradExtCalibrators Calibrators { get; }

    /// <summary>
    /// Finds a learning rate for a trainer by a range test: a fresh network takes some hundred steps on the data while the rate rises.
    /// The data must have passed the stages in front of the trainer. Nothing is fitted.
    /// </summary>
    /// <example><c>var rate = ml.GradExt().FindLearningRate(trainer, prepared).Suggestion;</c></example>
    public LearningRateCurve FindLearningRate<TTransformer>(NetworkTrainer<TTransformer> trainer, IDataView data, LearningRateFinder? finder = null)
        where TTransformer : NetworkTransformer
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.FindLearningRate(data, finder);
    }

    /// <summary>Trains a network to predict a number (<c>Single</c>).</summary>
    /// <param name="network">The network's recipe.</param>
    /// <param name="labelColumnName">The number to predict.</param>
    /// <param name="featureColumnName">A vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">Each row's weight in the loss, or null.</param>
    /// <param name="options">How to train; working defaults when null.</param>
    public NetworkRegressionTrainer Regression(Network network, string labelColumnName = "Label", string featureColumnName = "Features",
        string? exampleWeightColumnName = null, TrainingOptions? options = null) => Regression(new RegressionOptions
        {
            Network = network,
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Training = options ?? new TrainingOptions(),
        });

    /// <summary>Trains a network to predict a number (<c>Single</c>).</summary>
    public NetworkRegressionTrainer Regression(RegressionOptions options) => new(_context, options);

    /// <summary>Trains a network to tell yes from no (<c>Boolean</c>).</summary>
    /// <param name="network">The network's recipe.</param>
    /// <param name="labelColumnName">Yes or no.</param>
    /// <param name="featureColumnName">A vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">Each row's weight in the loss, or null.</param>
    /// <param name="options">How to train; working defaults when null.</param>
    public NetworkBinaryClassificationTrainer BinaryClassification(Network network, string labelColumnName = "Label", string featureColumnName = "Features",
        string? exampleWeightColumnName = null, TrainingOptions? options = null) => BinaryClassification(new BinaryClassificationOptions
        {
            Network = network,
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Training = options ?? new TrainingOptions(),
        });

    /// <summary>Trains a network to tell yes from no (<c>Boolean</c>).</summary>
    public NetworkBinaryClassificationTrainer BinaryClassification(BinaryClassificationOptions options) => new(_context, options);

    /// <summary>Trains a network to choose among classes (<c>Key</c>, from MapValueToKey).</summary>
    /// <param name="network">The network's recipe.</param>
    /// <param name="labelColumnName">The class.</param>
    /// <param name="featureColumnName">A vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">Each row's weight in the loss, or null.</param>
    /// <param name="options">How to train; working defaults when null.</param>
    public NetworkMulticlassClassificationTrainer MulticlassClassification(Network network, string labelColumnName = "Label", string featureColumnName = "Features",
        string? exampleWeightColumnName = null, TrainingOptions? options = null) => MulticlassClassification(new MulticlassClassificationOptions
        {
            Network = network,
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Training = options ?? new TrainingOptions(),
        });

    /// <summary>Trains a network to choose among classes (<c>Key</c>, from MapValueToKey).</summary>
    public NetworkMulticlassClassificationTrainer MulticlassClassification(MulticlassClassificationOptions options) => new(_context, options);

    /// <summary>The (last) network of a model, fitted or loaded from a file.</summary>
    /// <exception cref="ArgumentException">The model holds no network of this library.</exception>
    public NetworkTransformer FindNetwork(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SavedChain.Find(_context, model) ?? throw new ArgumentException("The model holds no network of MLNetGradExt.", nameof(model));
    }

    /// <summary>
    /// A model loaded with <c>Model.Load</c>, with its networks scoring in batches again. What ML.NET loads is a chain of stock stages
    /// that scores one row at a time: right for a prediction engine, slow for a whole view.
    /// </summary>
    public ITransformer Restore(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SavedChain.Restore(_context, model);
    }

    /// <summary>
    /// The same model with its networks scoring without libtorch: no torch call, no lock, quicker for single rows. It can be saved and
    /// loaded where there is no libtorch at all; a loaded model may be given too.
    /// </summary>
    /// <exception cref="NotSupportedException">A layer can't be carried; the message names it and says why.</exception>
    /// <exception cref="ArgumentException">The model holds no network of this library.</exception>
    public ITransformer ToPortable(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var portable = SavedChain.ToPortable(_context, model);
        return Holds(portable) ? portable : throw new ArgumentException("The model holds no network of MLNetGradExt.", nameof(model));

        static bool Holds(ITransformer stage) => stage is PortableTransformer || stage is IEnumerable<ITransformer> chain && chain.Any(Holds);
    }

    /// <summary>
    /// Writes the (last) network of a model as an ONNX file (format version 8, operator set 17). Its input is the feature column, as it
    /// reaches the network: stages in front of it are not exported. Its outputs are <c>Score</c>, [N, outputs], in the label's own units
    /// or as probabilities of the classes, and for a binary classifier <c>Probability</c> too.
    /// </summary>
    /// <param name="model">A model, fitted or loaded.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="NotSupportedException">A layer can't be exported; the message names it and says why.</exception>
    /// <exception cref="ArgumentException">The model holds no network of this library.</exception>
    public void ExportToOnnx(ITransformer model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var parts = SavedChain.FindParts(_context, model) ?? throw new ArgumentException("The model holds no network of MLNetGradExt.", nameof(model));
        parts.ExportToOnnx(path);
    }

    /// <summary>
    /// Writes the (last) network of a model as an ONNX file together with the stages in front of it, so that the file takes the original
    /// columns, [N, size] each. Standardize, Concatenate, CopyColumns, SelectColumns, ReplaceMissingValues and the normalisers that shift and
    /// scale (mean and variance, min and max, robust) are carried over columns of Single. The file begins behind the last stage that is not.
    /// </summary>
    /// <param name="model">A model, fitted or loaded.</param>
    /// <param name="schema">The schema of the data it takes.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <returns>What the file takes, and which stages it holds and lacks.</returns>
    /// <exception cref="NotSupportedException">A layer can't be exported; the message names it and says why.</exception>
    /// <exception cref="ArgumentException">The model holds no network of this library, or the schema does not fit it.</exception>
    public OnnxExportResult ExportToOnnx(ITransformer model, DataViewSchema schema, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (stages, network) = SavedChain.Split(_context, model) ?? throw new ArgumentException("The model holds no network of MLNetGradExt.", nameof(model));
        var (features, result) = StagesInFront.Of(_context, stages, schema, network.FeatureColumn);
        network.ExportToOnnx(path, features);
        return result;
    }

    /// <summary>
    /// Saves a model as a bundle: one zip with a readable <c>manifest.json</c>, the networks' weights as safetensors, which PyTorch reads, and
    /// the stock stages as ML.NET models. The file is replaced at once or not at all.
    /// </summary>
    /// <param name="model">A fitted or loaded chain, or one transformer.</param>
    /// <param name="schema">The schema of the data it takes.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="NotSupportedException">A network holds code of your own, which no file can hold.</exception>
    public void Save(ITransformer model, DataViewSchema schema, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Bundle.Save(_context, model, schema, path);
    }

    /// <summary>
    /// Loads a bundle that <see cref="Save"/> wrote. Networks score in batches and have their history. Where there is no libtorch they score
    /// without it, as those of <see cref="ToPortable"/> do.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The schema of the data it takes.</param>
    /// <exception cref="InvalidDataException">The file is no bundle, is damaged, or a newer version wrote it.</exception>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidOperationException">There is no libtorch, and a layer of the bundle can't do without; the message names it.</exception>
    public ITransformer Load(string path, out DataViewSchema schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Bundle.Load(_context, path, out schema);
    }

    /// <inheritdoc cref="Load(string, out DataViewSchema)"/>
    public ITransformer Load(string path) => Load(path, out _);

    /// <summary>Which torch runs here, on what, and what is missing with the exact package to add. Never throws.</summary>
    public EnvironmentReport CheckEnvironment() => EnvironmentReport.Take();
}
