using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>A network that chooses among classes: adds <c>PredictedLabel</c> (Key) and <c>Score</c> (a probability for each class).</summary>
public sealed class NetworkMulticlassClassificationTransformer : NetworkTransformer
{
    internal NetworkMulticlassClassificationTransformer(MLContext context, TrainedNetwork model, MulticlassHead head, string featureColumnName, DataViewType featureColumnType)
        : base(context, model, head, featureColumnName, featureColumnType) => (ClassNames, Temperature) = (head.Classes.Texts, head.Temperature);

    /// <summary>The classes in the order of <c>Score</c>.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>What outputs are divided by before they become probabilities: 1, unless the network was calibrated.</summary>
    public float Temperature { get; }

    /// <summary>How the temperature was found; null where it was not fitted here.</summary>
    public Calibration? Calibration { get; internal init; }

    /// <summary>The same network with another temperature; predictions stay as they are.</summary>
    public NetworkMulticlassClassificationTransformer WithTemperature(float temperature) => Calibrated(temperature, null);

    internal override NetworkMulticlassClassificationTransformer Calibrated(float temperature, Calibration? calibration)
        => new(Context, Model, (MulticlassHead)Head.WithTemperature(Checked(temperature)), FeatureColumnName, FeatureColumnType) { Report = Report, Calibration = calibration };
}
