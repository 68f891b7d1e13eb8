using Microsoft.ML;
using MLNetGradExt.Bridging;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>Trains a network to tell yes from no.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>column</term><description>type</description></listheader>
/// <item><term>label (in)</term><description>Boolean</description></item>
/// <item><term>features (in)</term><description>vector of Single of known size; standardise it first</description></item>
/// <item><term>weight (in, optional)</term><description>Single, 0 or more</description></item>
/// <item><term>Score (out)</term><description>Single, the logit</description></item>
/// <item><term>Probability (out)</term><description>Single, the logit's sigmoid</description></item>
/// <item><term>PredictedLabel (out)</term><description>Boolean, whether the logit exceeds the threshold</description></item>
/// </list>
/// </remarks>
public sealed class NetworkBinaryClassificationTrainer : NetworkTrainer<NetworkBinaryClassificationTransformer>
{
    private readonly BinaryClassificationOptions _options;

    internal NetworkBinaryClassificationTrainer(MLContext context, BinaryClassificationOptions options) : base(context, options, nameof(NetworkBinaryClassificationTrainer)) => _options = options;

    private protected override LabelKind Kind => LabelKind.Boolean;

    private protected override (TrainerInfo, Func<SchemaShape, SchemaShape>) Stock
    {
        get
        {
            var stock = Context.BinaryClassification.Trainers.LbfgsLogisticRegression(_options.LabelColumnName, _options.FeatureColumnName, _options.ExampleWeightColumnName);
            return (stock.Info, stock.GetOutputSchema);
        }
    }

    private protected override TaskPlan Prepare(ColumnRoles roles, LabelSummary labels, Action<string> warn)
    {
        if (labels.Present < 2)
            throw new InvalidOperationException($"The label '{_options.LabelColumnName}' is {(labels.Counts[1] > 0 ? "true" : "false")} in every one of {labels.Rows:N0} rows: a classifier needs rows of both classes.");
        return new TaskPlan(new BinaryHead(_options.Threshold), 1, LabelScale.Identity);
    }

    private protected override NetworkBinaryClassificationTransformer Wrap(TrainedNetwork network, ScoreHead head, DataViewSchema.Column features)
        => new(Context, network, (BinaryHead)head, features.Name, features.Type);
}
