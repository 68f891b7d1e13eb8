namespace Microsoft.ML.Trainers;

using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Linear regression with L2 penalty.</summary>
public sealed class SdcaRegressionTrainer : SdcaTrainerBase<SdcaRegressionTrainer.Options,
    RegressionPredictionTransformer<LinearRegressionModelParameters>, LinearRegressionModelParameters>
{
    internal SdcaRegressionTrainer(IHostEnvironment env, Options options)
        : base(env.Register("SdcaRegression"), options, TrainerColumns.Single(options.LabelColumnName))
    {
    }

    private protected override double DefaultL2(int rows) => rows > 10_000 ? 1e-4 : rows < 200 ? 1e-2 : 1e-3;

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerColumns.Regression();

    private protected override RegressionPredictionTransformer<LinearRegressionModelParameters> Train(LinearData data, DataViewSchema schema, object start)
    {
        var (weights, bias) = MinimiseScalar(data, SdcaOptions.LossFunction ?? new SquaredLoss());
        return new(Host, new LinearRegressionModelParameters(weights, bias), FeatureColumn.Name, schema[FeatureColumn.Name].Type);
    }

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            ConvergenceTolerance = 0.01f;
            BiasLearningRate = 1;
        }

        /// <summary>The loss.</summary>
        public ISupportSdcaRegressionLoss LossFunction { get; set; } = new SquaredLoss();
    }
}

/// <summary>Base of binary SDCA trainers.</summary>
public abstract class SdcaBinaryTrainerBase<TModelParameters> : SdcaTrainerBase<SdcaBinaryTrainerBase<TModelParameters>.BinaryOptionsBase,
    BinaryPredictionTransformer<TModelParameters>, TModelParameters>
    where TModelParameters : class
{
    private protected SdcaBinaryTrainerBase(IHost host, BinaryOptionsBase options)
        : base(host, options, TrainerColumns.Boolean(options.LabelColumnName))
    {
    }

    private protected LinearBinaryModelParameters Solve(LinearData data, IScalarLoss loss)
    {
        if (SdcaOptions.PositiveInstanceWeight != 1)
            data = data with { Weights = data.Weights.Zip(data.Labels, (weight, label) => label > 0 ? weight * SdcaOptions.PositiveInstanceWeight : weight).ToArray() };
        var (weights, bias) = MinimiseScalar(data, loss);
        return new LinearBinaryModelParameters(weights, bias);
    }

    /// <summary>Options of binary SDCA trainers.</summary>
    public class BinaryOptionsBase : OptionsBase
    {
        /// <summary>The defaults.</summary>
        public BinaryOptionsBase()
        {
        }

        /// <summary>Extra weight of positive rows.</summary>
        public float PositiveInstanceWeight = 1;
    }
}

/// <summary>Logistic regression with L2 penalty.</summary>
public sealed class SdcaLogisticRegressionBinaryTrainer : SdcaBinaryTrainerBase<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    private static readonly TrainerInfo _info = new(calibration: false);

    internal SdcaLogisticRegressionBinaryTrainer(IHostEnvironment env, Options options)
        : base(env.Register("SdcaLogisticRegression"), options)
    {
    }

    /// <inheritdoc/>
    public override TrainerInfo Info => _info;

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerColumns.Binary(calibrated: true);

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Train(
        LinearData data, DataViewSchema schema, object start)
    {
        var model = new CalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(Solve(data, new LogLoss()), new PlattCalibrator(-1, 0));
        return new(Host, model, FeatureColumn.Name, schema[FeatureColumn.Name].Type);
    }

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : BinaryOptionsBase
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
        }
    }
}

/// <summary>A linear binary classifier of any SDCA loss, without calibration.</summary>
public sealed class SdcaNonCalibratedBinaryTrainer : SdcaBinaryTrainerBase<LinearBinaryModelParameters>
{
    private static readonly TrainerInfo _info = new(calibration: true);
    private readonly IScalarLoss _loss;

    internal SdcaNonCalibratedBinaryTrainer(IHostEnvironment env, Options options)
        : base(env.Register("SdcaNonCalibratedBinary"), options) => _loss = options.LossFunction ?? new LogLoss();

    /// <inheritdoc/>
    public override TrainerInfo Info => _info;

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerColumns.Binary(calibrated: false);

    private protected override BinaryPredictionTransformer<LinearBinaryModelParameters> Train(LinearData data, DataViewSchema schema, object start) =>
        new(Host, Solve(data, _loss), FeatureColumn.Name, schema[FeatureColumn.Name].Type);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : BinaryOptionsBase
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
        }

        /// <summary>The loss.</summary>
        public ISupportSdcaClassificationLoss LossFunction { get; set; } = new LogLoss();
    }
}

/// <summary>Base of multiclass SDCA trainers.</summary>
public abstract class SdcaMulticlassTrainerBase<TModel> : SdcaTrainerBase<SdcaMulticlassTrainerBase<TModel>.MulticlassOptions,
    MulticlassPredictionTransformer<TModel>, TModel>
    where TModel : class
{
    private protected SdcaMulticlassTrainerBase(IHost host, MulticlassOptions options)
        : base(host, options, TrainerColumns.Key(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out var label);
        return TrainerColumns.Multiclass(label);
    }

    /// <summary>Options of multiclass SDCA trainers.</summary>
    public class MulticlassOptions : OptionsBase
    {
        /// <summary>The defaults.</summary>
        public MulticlassOptions()
        {
        }
    }
}

/// <summary>Multinomial logistic regression with L2 penalty.</summary>
public sealed class SdcaMaximumEntropyMulticlassTrainer : SdcaMulticlassTrainerBase<MaximumEntropyModelParameters>
{
    internal SdcaMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options)
        : base(env.Register("SdcaMaximumEntropyMulticlass"), options)
    {
    }

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> Train(LinearData data, DataViewSchema schema, object start)
    {
        var label = schema[LabelColumn.Name];
        var classes = label.Type.GetKeyCountAsInt32();
        var point = Minimise(Objectives.Softmax(data, classes, L2(data)), Softmax.Start(data, classes, null), classes, data);
        return new(Host, Softmax.Model(point, classes, data.Features), FeatureColumn.Name, schema[FeatureColumn.Name].Type, Transforms.TermSet.KeyValuesOf(label, classes));
    }

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : MulticlassOptions
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
        }
    }
}
