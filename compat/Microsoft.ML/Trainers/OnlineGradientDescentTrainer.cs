namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Linear regression by online gradient descent with averaged weights.</summary>
public sealed class OnlineGradientDescentTrainer
    : AveragedLinearTrainer<RegressionPredictionTransformer<LinearRegressionModelParameters>, LinearRegressionModelParameters>
{
    internal OnlineGradientDescentTrainer(IHostEnvironment env, Options options)
        : base(env.Register("OnlineGradientDescent"), options, options.LossFunction ?? new SquaredLoss(), TrainerColumns.Single(options.LabelColumnName), calibrated: false)
    {
    }

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerColumns.Regression();

    private protected override RegressionPredictionTransformer<LinearRegressionModelParameters> Train(LinearData data, DataViewSchema schema, object start)
    {
        var (weights, bias) = Solve(data, start);
        return new(Host, new LinearRegressionModelParameters(weights, bias), FeatureColumn.Name, schema[FeatureColumn.Name].Type);
    }

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : AveragedLinearOptions
    {
        /// <summary>The defaults: a falling rate from 0.1.</summary>
        public Options()
        {
            LearningRate = 0.1f;
            DecreaseLearningRate = true;
        }

        /// <summary>The loss; the squared loss where null.</summary>
        public IRegressionLoss LossFunction { get; set; }
    }
}
