namespace Microsoft.ML.Trainers;

using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Logistic regression.</summary>
public sealed class LbfgsLogisticRegressionBinaryTrainer : LbfgsTrainerBase<LbfgsLogisticRegressionBinaryTrainer.Options,
    BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>,
    CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    internal LbfgsLogisticRegressionBinaryTrainer(IHostEnvironment env, Options options)
        : base(env.Register("LogisticRegression"), options, TrainerColumns.Boolean(options.LabelColumnName))
    {
    }

    internal LbfgsLogisticRegressionBinaryTrainer(IHostEnvironment env, string label, string feature, string weight, float l1, float l2, float tolerance, int history, bool nonNegative)
        : this(env, MakeOptions(label, feature, weight, l1, l2, tolerance, history, nonNegative))
    {
    }

    /// <summary>Goes on training from a model.</summary>
    public BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Fit(IDataView trainData, LinearModelParameters modelParameters) =>
        Fit(trainData, (object)modelParameters);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerColumns.Binary(calibrated: true);

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Train(
        LinearData data, DataViewSchema schema, object start)
    {
        var (weights, bias) = MinimiseScalar(data, new LogLoss(), start);

        // The score is a log odds already, so the calibrator is the plain logistic function.
        var model = new CalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(new LinearBinaryModelParameters(weights, bias), new PlattCalibrator(-1, 0));
        return new(Host, model, FeatureColumn.Name, schema[FeatureColumn.Name].Type);
    }

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
        }
    }
}

/// <summary>Multinomial logistic regression.</summary>
public sealed class LbfgsMaximumEntropyMulticlassTrainer : LbfgsTrainerBase<LbfgsMaximumEntropyMulticlassTrainer.Options,
    MulticlassPredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters>
{
    internal LbfgsMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options)
        : base(env.Register("MulticlassLogisticRegression"), options, TrainerColumns.Key(options.LabelColumnName))
    {
    }

    internal LbfgsMaximumEntropyMulticlassTrainer(IHostEnvironment env, string label, string feature, string weight, float l1, float l2, float tolerance, int history, bool nonNegative)
        : this(env, MakeOptions(label, feature, weight, l1, l2, tolerance, history, nonNegative))
    {
    }

    /// <summary>Goes on training from a model.</summary>
    public MulticlassPredictionTransformer<MaximumEntropyModelParameters> Fit(IDataView trainData, MaximumEntropyModelParameters modelParameters) =>
        Fit(trainData, (object)modelParameters);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out var label);
        return TrainerColumns.Multiclass(label);
    }

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> Train(LinearData data, DataViewSchema schema, object start)
    {
        var label = schema[LabelColumn.Name];
        var classes = label.Type.GetKeyCountAsInt32();
        Host.CheckParam(classes > 1, "data", "The number of classes must be at least 2");
        var point = Softmax.Start(data, classes, (MaximumEntropyModelParameters)start);
        var model = Softmax.Model(Minimise(Objectives.Softmax(data, classes, L2), point, classes, data), classes, data.Features);
        return new(Host, model, FeatureColumn.Name, schema[FeatureColumn.Name].Type, Transforms.TermSet.KeyValuesOf(label, classes));
    }

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
        }
    }
}

/// <summary>Poisson regression: the logarithm of the expected count is linear.</summary>
public sealed class LbfgsPoissonRegressionTrainer : LbfgsTrainerBase<LbfgsPoissonRegressionTrainer.Options,
    RegressionPredictionTransformer<PoissonRegressionModelParameters>, PoissonRegressionModelParameters>
{
    internal LbfgsPoissonRegressionTrainer(IHostEnvironment env, Options options)
        : base(env.Register("PoissonRegression"), options, TrainerColumns.Single(options.LabelColumnName))
    {
    }

    internal LbfgsPoissonRegressionTrainer(IHostEnvironment env, string label, string feature, string weight, float l1, float l2, float tolerance, int history, bool nonNegative)
        : this(env, MakeOptions(label, feature, weight, l1, l2, tolerance, history, nonNegative))
    {
    }

    /// <summary>Goes on training from a model.</summary>
    public RegressionPredictionTransformer<PoissonRegressionModelParameters> Fit(IDataView trainData, LinearModelParameters linearModel) =>
        Fit(trainData, (object)linearModel);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerColumns.Regression();

    private protected override RegressionPredictionTransformer<PoissonRegressionModelParameters> Train(LinearData data, DataViewSchema schema, object start)
    {
        Host.CheckParam(data.Labels.All(label => label >= 0), "data", "Poisson regression must regress to non-negative labels.");
        var (weights, bias) = MinimiseScalar(data, new PoissonLoss(), start);
        return new(Host, new PoissonRegressionModelParameters(weights, bias), FeatureColumn.Name, schema[FeatureColumn.Name].Type);
    }

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
        }
    }
}
