using Microsoft.ML;
using MLNetGradExt.Bridging;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>Trains a network to predict a number.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>column</term><description>type</description></listheader>
/// <item><term>label (in)</term><description>Single</description></item>
/// <item><term>features (in)</term><description>vector of Single of known size; standardise it first</description></item>
/// <item><term>weight (in, optional)</term><description>Single, 0 or more</description></item>
/// <item><term>Score (out)</term><description>Single, in the label's own units</description></item>
/// </list>
/// </remarks>
public sealed class NetworkRegressionTrainer : NetworkTrainer<NetworkRegressionTransformer>
{
    private readonly RegressionOptions _options;

    internal NetworkRegressionTrainer(MLContext context, RegressionOptions options) : base(context, options, nameof(NetworkRegressionTrainer)) => _options = options;

    private protected override LabelKind Kind => LabelKind.Number;

    private protected override (TrainerInfo, Func<SchemaShape, SchemaShape>) Stock
    {
        get
        {
            var stock = Context.Regression.Trainers.OnlineGradientDescent(_options.LabelColumnName, _options.FeatureColumnName);
            return (stock.Info, stock.GetOutputSchema);
        }
    }

    private protected override TaskPlan Prepare(ColumnRoles roles, LabelSummary labels, Action<string> warn)
    {
        if (labels.Deviation == 0 && labels.Rows > 1) warn($"The label '{_options.LabelColumnName}' is {labels.Mean} in every row: there is nothing to learn but that.");
        var scale = _options.StandardizeLabel ? LabelScale.Of(labels) : LabelScale.Identity;
        return new TaskPlan(new RegressionHead(scale), 1, scale);
    }

    private protected override NetworkRegressionTransformer Wrap(TrainedNetwork network, ScoreHead head, DataViewSchema.Column features)
        => new(Context, network, (RegressionHead)head, features.Name, features.Type);
}
