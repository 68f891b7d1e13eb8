using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>A network that chooses among classes: adds <c>PredictedLabel</c> (Key) and <c>Score</c> (a probability for each class).</summary>
public sealed class NetworkMulticlassClassificationTransformer : NetworkTransformer
{
    internal NetworkMulticlassClassificationTransformer(MLContext context, TrainedNetwork model, MulticlassHead head, string featureColumnName, DataViewType featureColumnType)
        : base(context, model, head, featureColumnName, featureColumnType) => ClassNames = head.Classes.Texts;

    /// <summary>The classes in the order of <c>Score</c>.</summary>
    public IReadOnlyList<string> ClassNames { get; }
}
