using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>A network that tells yes from no: adds <c>PredictedLabel</c> (Boolean), <c>Score</c> (Single, the logit) and <c>Probability</c> (Single).</summary>
public sealed class NetworkBinaryClassificationTransformer : NetworkTransformer
{
    internal NetworkBinaryClassificationTransformer(MLContext context, TrainedNetwork model, BinaryHead head, string featureColumnName, DataViewType featureColumnType)
        : base(context, model, head, featureColumnName, featureColumnType) => Threshold = head.Threshold;

    /// <summary>The logit above which a row is predicted positive.</summary>
    public float Threshold { get; }

    /// <summary>The same network with another threshold.</summary>
    public NetworkBinaryClassificationTransformer WithThreshold(float threshold) => new(Context, Model, new BinaryHead(threshold), FeatureColumnName, FeatureColumnType);
}
