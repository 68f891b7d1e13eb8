using Microsoft.ML;
using MLNetGradExt.Bridging;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>Trains a network to choose among classes.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>column</term><description>type</description></listheader>
/// <item><term>label (in)</term><description>Key, from MapValueToKey</description></item>
/// <item><term>features (in)</term><description>vector of Single of known size; standardise it first</description></item>
/// <item><term>weight (in, optional)</term><description>Single, 0 or more</description></item>
/// <item><term>Score (out)</term><description>vector of Single: a probability for each class, named after it</description></item>
/// <item><term>PredictedLabel (out)</term><description>Key with the label's key values: the most probable class</description></item>
/// </list>
/// </remarks>
public sealed class NetworkMulticlassClassificationTrainer : NetworkTrainer<NetworkMulticlassClassificationTransformer>
{
    private readonly MulticlassClassificationOptions _options;

    internal NetworkMulticlassClassificationTrainer(MLContext context, MulticlassClassificationOptions options) : base(context, options, nameof(NetworkMulticlassClassificationTrainer)) => _options = options;

    private protected override LabelKind Kind => LabelKind.Key;

    private protected override (TrainerInfo, Func<SchemaShape, SchemaShape>) Stock
    {
        get
        {
            var stock = Context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(_options.LabelColumnName, _options.FeatureColumnName, _options.ExampleWeightColumnName);
            return (stock.Info, stock.GetOutputSchema);
        }
    }

    private protected override TaskPlan Prepare(ColumnRoles roles, LabelSummary labels, Action<string> warn)
    {
        var classes = ClassNames.Of(roles.Label, roles.ClassCount);
        if (labels.Present < 2)
            throw new InvalidOperationException($"The label '{_options.LabelColumnName}' is class '{classes.Texts[labels.Counts.ToList().FindIndex(c => c > 0)]}' in every one of {labels.Rows:N0} rows: a classifier needs rows of two classes at least.");
        if (_options.Loss.Problems(classes.Count).ToArray() is { Length: > 0 } problems) throw new ArgumentException(string.Join(Environment.NewLine, problems));
        if (labels.Present < classes.Count) warn($"{classes.Count - labels.Present} of {classes.Count} classes of '{_options.LabelColumnName}' have no row; the network will not learn to predict them.");
        return new TaskPlan(new MulticlassHead(classes), classes.Count, LabelScale.Identity);
    }

    private protected override NetworkMulticlassClassificationTransformer Wrap(TrainedNetwork network, ScoreHead head, DataViewSchema.Column features)
        => new(Context, network, (MulticlassHead)head, features.Name, features.Type);
}
