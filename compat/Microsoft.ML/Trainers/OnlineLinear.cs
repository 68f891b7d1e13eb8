namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Options of online trainers.</summary>
public abstract class OnlineLinearOptions : TrainerInputBaseWithLabel
{
    private protected OnlineLinearOptions()
    {
    }

    /// <summary>Passes over the data.</summary>
    public int NumberOfIterations = 1;

    /// <summary>Width of the interval around zero from which initial weights are drawn.</summary>
    public float InitialWeightsDiameter;

    /// <summary>Whether each pass visits the rows in a new order.</summary>
    public bool Shuffle = true;
}

/// <summary>Options of online trainers that average their weights.</summary>
public abstract class AveragedLinearOptions : OnlineLinearOptions
{
    private protected AveragedLinearOptions()
    {
    }

    /// <summary>The learning rate.</summary>
    public float LearningRate = 1;

    /// <summary>Whether the rate falls with the root of the number of examples seen.</summary>
    public bool DecreaseLearningRate;

    /// <summary>Share by which weights shrink at each update, halved.</summary>
    public float L2Regularization;

    /// <summary>Whether the model is the average of all weight vectors on the way.</summary>
    public bool Averaged = true;
}

/// <summary>Base of online trainers of linear models.</summary>
public abstract class OnlineLinearTrainer<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected OnlineLinearTrainer(IHost host, OnlineLinearOptions options, SchemaShape.Column label, bool calibrated)
        : base(host, TrainerColumns.Features(options.FeatureColumnName), label)
    {
        Host.CheckUserArg(options.NumberOfIterations > 0, nameof(options.NumberOfIterations), "must be positive");
        Host.CheckUserArg(options.InitialWeightsDiameter >= 0, nameof(options.InitialWeightsDiameter), "must be non-negative");
        Info = new TrainerInfo(calibration: calibrated, supportIncrementalTrain: true);
    }

    /// <inheritdoc/>
    public override TrainerInfo Info { get; }

    /// <summary>Goes on training from a model.</summary>
    public TTransformer Fit(IDataView trainData, LinearModelParameters modelParameters) => Fit(trainData, (object)modelParameters);
}

/// <summary>Base of online trainers that average their weights.</summary>
public abstract class AveragedLinearTrainer<TTransformer, TModel> : OnlineLinearTrainer<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private readonly AveragedLinearOptions _options;
    private readonly IScalarLoss _loss;

    private protected AveragedLinearTrainer(IHost host, AveragedLinearOptions options, IScalarLoss loss, SchemaShape.Column label, bool calibrated)
        : base(host, options, label, calibrated)
    {
        Host.CheckUserArg(options.LearningRate > 0, nameof(options.LearningRate), "must be positive");
        Host.CheckUserArg(options.L2Regularization is >= 0 and < 0.5f, nameof(options.L2Regularization), "must be in range [0, 0.5)");
        _options = options;
        _loss = loss;
    }

    private protected (float[] Weights, float Bias) Solve(LinearData data, object start)
    {
        var solution = AveragedOnlineSolver.Train(data, _loss, _options, Host.Rand, (LinearModelParameters)start);
        Host.Check(float.IsFinite(solution.Bias) && solution.Weights.All(float.IsFinite),
            "The weights/bias contain invalid values (NaN or Infinite). Potential causes: high learning rates, no normalization, high initial weights, etc.");
        return solution;
    }
}
