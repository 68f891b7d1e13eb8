using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Persistence;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>A trained network as a pipeline stage: adds its scores to a view, lazily and in batches.</summary>
/// <remarks>
/// Safe to share between threads, cursors and prediction engines. Native memory goes when the transformer is collected, or at once with
/// <c>Model.Dispose()</c>; the transformer itself is not disposable, since a prediction engine would dispose it along with itself.
/// </remarks>
public abstract class NetworkTransformer : ISingleFeaturePredictionTransformer<TrainedNetwork>
{
    private readonly TorchScorer _scorer;

    private protected NetworkTransformer(MLContext context, TrainedNetwork model, ScoreHead head, string featureColumnName, DataViewType featureColumnType)
    {
        Context = context;
        _scorer = new TorchScorer(model, head);
        FeatureColumnName = featureColumnName;
        FeatureColumnType = featureColumnType;
        Report = new TrainingReport(model.History, model.Recipe);
    }

    /// <summary>The network.</summary>
    public TrainedNetwork Model => _scorer.Network;

    /// <summary>How it was trained: curves, gradient health, settings; without settings for a model from a file.</summary>
    public TrainingReport Report { get; internal set; }

    /// <summary>The column it reads.</summary>
    public string FeatureColumnName { get; }

    /// <summary>That column's type.</summary>
    public DataViewType FeatureColumnType { get; }

    bool ITransformer.IsRowToRowMapper => true;

    private protected MLContext Context { get; }

    private protected ScoreHead Head => _scorer.Head;

    /// <summary>The task, as files name it.</summary>
    internal string Task => Head.Kind;

    /// <summary>The network and all that scoring needs, as a safetensors file.</summary>
    internal void WriteState(Stream stream) => ModelState.WriteTo(stream, Model, Head, FeatureColumnName, FeatureColumnType);

    /// <summary>The schema with the scores added.</summary>
    /// <exception cref="ArgumentException">The feature column is missing, or of another type or size than in training.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <summary>The view with the scores added.</summary>
    /// <exception cref="ArgumentException">The feature column is missing, or of another type or size than in training.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(Bind(input.Schema), _scorer, input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new ScoringRowMapper(Bind(inputSchema), _scorer);

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedChain.Make(Context, ModelState.Write(Model, Head, FeatureColumnName, FeatureColumnType, Report.History), Head, FeatureColumnName, FeatureColumnType).Save(ctx);

    /// <summary>What this is without torch; the weights are copied.</summary>
    internal NetworkParts Parts() => new(Model.Recipe, Model.InputShape, Model.OutputSize, NetworkWeights.Of(Model), Head, FeatureColumnName, FeatureColumnType) { History = Report.History };

    /// <summary>The same network with a temperature.</summary>
    /// <exception cref="NotSupportedException">It has no probabilities.</exception>
    internal virtual NetworkTransformer Calibrated(float temperature, Calibration? calibration) => throw new NotSupportedException("A regression has no probabilities to calibrate.");

    private protected static float Checked(float temperature) => temperature > 0 && float.IsFinite(temperature) ? temperature
        : throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is a positive number.");

    private ScoringSchema Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoringSchema(input, FeatureColumnName, FeatureColumnType, Head);
    }
}
