namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>A linear binary classifier by online steps on the hinge loss with averaged weights; not calibrated.</summary>
public sealed class AveragedPerceptronTrainer
    : AveragedLinearTrainer<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters>
{
    internal AveragedPerceptronTrainer(IHostEnvironment env, Options options)
        : base(env.Register("AveragedPerceptron"), options, options.LossFunction ?? new HingeLoss(), TrainerColumns.Boolean(options.LabelColumnName), calibrated: true)
    {
    }

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerColumns.Binary(calibrated: false);

    private protected override BinaryPredictionTransformer<LinearBinaryModelParameters> Train(LinearData data, DataViewSchema schema, object start)
    {
        var (weights, bias) = Solve(data, start);
        return new(Host, new LinearBinaryModelParameters(weights, bias), FeatureColumn.Name, schema[FeatureColumn.Name].Type);
    }

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : AveragedLinearOptions
    {
        /// <summary>The defaults: ten passes.</summary>
        public Options() => NumberOfIterations = 10;

        /// <summary>The loss; the hinge where null.</summary>
        public IClassificationLoss LossFunction { get; set; } = new HingeLoss();
    }
}
