using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>A network that tells yes from no: adds <c>PredictedLabel</c> (Boolean), <c>Score</c> (Single, the logit) and <c>Probability</c> (Single).</summary>
public sealed class NetworkBinaryClassificationTransformer : NetworkTransformer
{
    internal NetworkBinaryClassificationTransformer(MLContext context, TrainedNetwork model, BinaryHead head, string featureColumnName, DataViewType featureColumnType)
        : base(context, model, head, featureColumnName, featureColumnType) => (Threshold, Temperature) = (head.Threshold, head.Temperature);

    /// <summary>The logit above which a row is predicted positive.</summary>
    public float Threshold { get; }

    /// <summary>What the logit is divided by before its sigmoid becomes the probability: 1, unless the network was calibrated.</summary>
    public float Temperature { get; }

    /// <summary>How the temperature was found; null where it was not fitted here.</summary>
    public Calibration? Calibration { get; internal init; }

    /// <summary>The same network with another threshold.</summary>
    public NetworkBinaryClassificationTransformer WithThreshold(float threshold) => new(Context, Model, new BinaryHead(threshold, Temperature), FeatureColumnName, FeatureColumnType) { Report = Report, Calibration = Calibration };

    /// <summary>The same network with another temperature; scores and predictions stay as they are.</summary>
    public NetworkBinaryClassificationTransformer WithTemperature(float temperature) => Calibrated(temperature, null);

    internal override NetworkBinaryClassificationTransformer Calibrated(float temperature, Calibration? calibration)
        => new(Context, Model, new BinaryHead(Threshold, Checked(temperature)), FeatureColumnName, FeatureColumnType) { Report = Report, Calibration = calibration };
}
