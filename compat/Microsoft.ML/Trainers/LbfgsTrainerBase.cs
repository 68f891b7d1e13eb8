namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Base of trainers that minimise a penalised loss by L-BFGS.</summary>
public abstract class LbfgsTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TOptions : LbfgsTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo _info = new(caching: true, supportIncrementalTrain: true);
    private readonly TOptions _options;

    private protected LbfgsTrainerBase(IHost host, TOptions options, SchemaShape.Column label)
        : base(host, TrainerColumns.Features(options.FeatureColumnName), label, TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        Host.CheckUserArg(options.L2Regularization >= 0, nameof(options.L2Regularization), "Must be non-negative");
        Host.CheckUserArg(options.L1Regularization >= 0, nameof(options.L1Regularization), "Must be non-negative");
        Host.CheckUserArg(options.OptimizationTolerance > 0, nameof(options.OptimizationTolerance), "Must be positive");
        Host.CheckUserArg(options.HistorySize > 0, nameof(options.HistorySize), "Must be positive");
        Host.CheckUserArg(options.MaximumNumberOfIterations > 0, nameof(options.MaximumNumberOfIterations), "Must be positive");
        _options = options;
    }

    /// <inheritdoc/>
    public override TrainerInfo Info => _info;

    private protected double L2 => _options.L2Regularization;

    private protected static TOptions MakeOptions(string label, string feature, string weight, float l1, float l2, float tolerance, int history, bool nonNegative) => new()
    {
        LabelColumnName = label,
        FeatureColumnName = feature,
        ExampleWeightColumnName = weight,
        L1Regularization = l1,
        L2Regularization = l2,
        OptimizationTolerance = tolerance,
        HistorySize = history,
        EnforceNonNegativity = nonNegative,
    };

    private protected double[] Minimise(Objective objective, double[] start, int biases, LinearData data)
    {
        if (_options.InitialWeightsDiameter > 0)
            start = start.Select(x => x == 0 ? _options.InitialWeightsDiameter * (Host.Rand.NextDouble() - 0.5) : x).ToArray();
        return new LbfgsSolver
        {
            History = _options.HistorySize,
            Tolerance = _options.OptimizationTolerance,
            MaximumIterations = _options.MaximumNumberOfIterations,
            L1 = _options.L1Regularization / data.Count,
            FirstPenalised = biases,
            NonNegative = _options.EnforceNonNegativity,
        }.Minimise(objective, start);
    }

    private protected (float[] Weights, float Bias) MinimiseScalar(LinearData data, IScalarLoss loss, object start)
    {
        var point = new double[data.Features + 1];
        if (start is LinearModelParameters model)
        {
            point[0] = model.Bias;
            for (var i = 0; i < data.Features; i++)
                point[i + 1] = model.Weights[i];
        }
        var solution = Minimise(Objectives.Scalar(data, loss, L2), point, 1, data);
        return (solution.Skip(1).Select(x => (float)x).ToArray(), (float)solution[0]);
    }

    /// <summary>Options of L-BFGS trainers.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        /// <summary>The defaults.</summary>
        protected OptionsBase()
        {
        }

        /// <summary>Weight of half the squared weights, against the sum of the losses.</summary>
        public float L2Regularization = 1;

        /// <summary>Weight of the absolute weights, against the sum of the losses.</summary>
        public float L1Regularization = 1;

        /// <summary>Relative improvement at which to stop.</summary>
        public float OptimizationTolerance = 1e-7f;

        /// <summary>Steps remembered to model the curvature.</summary>
        public int HistorySize = 20;

        /// <summary>Most iterations.</summary>
        public int MaximumNumberOfIterations = int.MaxValue;

        /// <summary>Width of the interval around zero from which initial weights are drawn.</summary>
        public float InitialWeightsDiameter;

        /// <summary>Keeps weights from falling below zero.</summary>
        public bool EnforceNonNegativity;
    }
}
