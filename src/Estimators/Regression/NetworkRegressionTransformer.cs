using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>A network that predicts a number: adds <c>Score</c> (Single), in the label's own units.</summary>
public sealed class NetworkRegressionTransformer : NetworkTransformer
{
    internal NetworkRegressionTransformer(MLContext context, TrainedNetwork model, RegressionHead head, string featureColumnName, DataViewType featureColumnType)
        : base(context, model, head, featureColumnName, featureColumnType) => (LabelMean, LabelDeviation) = (head.Scale.Mean, head.Scale.Deviation);

    /// <summary>What is added to a scaled output; 0 where the label was not standardised.</summary>
    public double LabelMean { get; }

    /// <summary>What an output is multiplied by; 1 where the label was not standardised.</summary>
    public double LabelDeviation { get; }
}
