namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>
/// Base of the trainers that upstream solves by stochastic dual coordinate ascent. This stand-in minimises the same
/// objective, the mean loss plus l2/2·‖w‖² (plus an L1 penalty), by L-BFGS in the primal: the optimum is the same.
/// </summary>
public abstract class SdcaTrainerBase<TOptions, TTransformer, TModel> : StochasticTrainerBase<TTransformer, TModel>
    where TOptions : SdcaTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private readonly TOptions _options;

    private protected SdcaTrainerBase(IHost host, TOptions options, SchemaShape.Column label)
        : base(host, TrainerColumns.Features(options.FeatureColumnName), label, TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        Host.CheckUserArg(options.L2Regularization is null or >= 0, nameof(options.L2Regularization), "L2 constant must be non-negative.");
        Host.CheckUserArg(options.L1Regularization is null or >= 0, nameof(options.L1Regularization), "L1 threshold must be non-negative.");
        Host.CheckUserArg(options.MaximumNumberOfIterations is null or > 0, nameof(options.MaximumNumberOfIterations), "Max number of iterations must be positive.");
        Host.CheckUserArg(options.ConvergenceTolerance is > 0 and <= 1, nameof(options.ConvergenceTolerance), "Convergence tolerance must be positive and no larger than 1.");
        _options = options;
    }

    private protected TOptions SdcaOptions => _options;

    /// <summary>The L2 constant where none is given, by the number of rows.</summary>
    private protected virtual double DefaultL2(int rows)
    {
        var passes = _options.MaximumNumberOfIterations ?? Math.Max(2, Math.Max(1, 500_000 / rows) * 3);
        return Math.Max(1e-6, 20.0 / ((double)Math.Max(2, passes / 2) * rows));
    }

    private protected double L2(LinearData data) => (_options.L2Regularization ?? DefaultL2(data.Count)) * data.TotalWeight;

    private protected double[] Minimise(Objective objective, double[] start, int biases, LinearData data)
    {
        // The L1 option is a threshold in units of the L2 constant.
        var threshold = _options.L1Regularization ?? (data.Features < 100 ? 0 : data.Features < 1_000 ? 0.25 : data.Features < 10_000 ? 0.5 : 1);
        return new LbfgsSolver
        {
            Tolerance = 1e-8,
            MaximumIterations = 300,
            L1 = threshold * L2(data) / data.TotalWeight,
            FirstPenalised = biases,
        }.Minimise(objective, start);
    }

    private protected (float[] Weights, float Bias) MinimiseScalar(LinearData data, IScalarLoss loss)
    {
        var solution = Minimise(Objectives.Scalar(data, loss, L2(data)), new double[data.Features + 1], 1, data);
        return (solution.Skip(1).Select(x => (float)x).ToArray(), (float)solution[0]);
    }

    /// <summary>Options of SDCA trainers; null means: chosen by the data.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        private protected OptionsBase()
        {
        }

        /// <summary>The L2 constant, against the mean loss.</summary>
        public float? L2Regularization;

        /// <summary>The L1 threshold, in units of the L2 constant.</summary>
        public float? L1Regularization;

        /// <summary>Threads; this stand-in uses one.</summary>
        public int? NumberOfThreads;

        /// <summary>The tolerated duality gap.</summary>
        public float ConvergenceTolerance = 0.1f;

        /// <summary>Most passes over the data.</summary>
        public int? MaximumNumberOfIterations;

        /// <summary>Whether passes visit the rows in random order.</summary>
        public bool Shuffle = true;

        /// <summary>Passes between two checks of convergence.</summary>
        public int? ConvergenceCheckFrequency;

        /// <summary>The learning rate of the bias.</summary>
        public float BiasLearningRate;
    }
}
