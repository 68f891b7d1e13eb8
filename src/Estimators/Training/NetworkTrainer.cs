using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MLNetGradExt.Bridging;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using MLNetGradExt.Scoring;
using MLNetGradExt.Training;

namespace MLNetGradExt;

/// <summary>
/// A pipeline stage that trains a network: checks everything, bridges the view to tensors, trains, and wraps the network as a transformer.
/// </summary>
/// <typeparam name="TTransformer">The transformer of the task.</typeparam>
public abstract class NetworkTrainer<TTransformer> : ITrainerEstimator<TTransformer, TrainedNetwork>
    where TTransformer : NetworkTransformer
{
    private readonly NetworkTrainerOptions _options;
    private readonly IHost _host;
    private readonly int _seed;

    private protected NetworkTrainer(MLContext context, NetworkTrainerOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems) throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        Context = context;
        _options = options;
        _host = ((IHostEnvironment)context).Register(name);
        // Drawn once, so that all fits of one estimator, such as the folds of a cross-validation, can be repeated.
        _seed = options.Training.Seed ?? (options.Training.ResumeFrom is { } path ? CheckpointFolder.Seed(path) : null) ?? _host.Rand.Next();
    }

    /// <summary>What the trainer asks of its data: normalised and, unless it is in memory, cached.</summary>
    public TrainerInfo Info => Stock.Info;

    /// <summary>The seed of this estimator's runs: the options', else one drawn from the context when the estimator was made.</summary>
    public int Seed => _seed;

    private protected MLContext Context { get; }

    private protected abstract LabelKind Kind { get; }

    /// <summary>A stock trainer of the same task, for what only stock code may construct.</summary>
    private protected abstract (TrainerInfo Info, Func<SchemaShape, SchemaShape> OutputSchema) Stock { get; }

    /// <summary>Trains a fresh network on a view.</summary>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type, or an option does not fit; all problems are listed together.</exception>
    /// <exception cref="InvalidOperationException">The view has no rows, a row holds NaN or infinity, only one class occurs, or the device is not there.</exception>
    /// <exception cref="OperationCanceledException">The options' token was set.</exception>
    public TTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains a fresh network on a view and judges every epoch by another, which must have passed the same fitted stages.</summary>
    public TTransformer Fit(IDataView trainData, IDataView? validationData) => Bridged(trainData, validationData, (job, task, features, token) =>
    {
        var network = _options.Training.Trainer.Train(job, token);
        var transformer = Wrap(network, task.Head, features);
        transformer.Report = new TrainingReport(network.History, network.Recipe, job.Options with { Callbacks = _options.Training.Callbacks });
        if (!_options.Calibrates) return transformer;
        var calibration = TemperatureScaling.Fit(network, job.Validation!, token);
        job.Log?.Invoke(new TrainingMessage(false, $"Calibrated: {calibration}."));
        return (TTransformer)transformer.Calibrated((float)calibration.Temperature, calibration);
    });

    /// <summary>
    /// Runs a range test on a view that has passed the stages in front of this one: a fresh network takes some hundred steps while the learning rate rises.
    /// Nothing is fitted; the curve suggests the rate for <see cref="TrainingOptions.Optimizer"/>.
    /// </summary>
    public LearningRateCurve FindLearningRate(IDataView trainData, LearningRateFinder? finder = null) =>
        Bridged(trainData, null, (job, _, _, token) => (finder ?? new LearningRateFinder()).Run(job, token));

    /// <summary>The shape of what the fitted transformer will put out.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var problems = new List<string>();
        Check(inputSchema, _options.FeatureColumnName, "feature", problems, facts => ColumnRules.Features(facts, "pipeline", problems));
        Check(inputSchema, _options.LabelColumnName, "label", problems, facts => ColumnRules.Label(facts, Kind, "pipeline", problems));
        if (_options.ExampleWeightColumnName is { } weight) Check(inputSchema, weight, "weight", problems, facts => ColumnRules.Weight(facts, "pipeline", problems));
        if (problems.Count > 0) throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(inputSchema));
        return Stock.OutputSchema(inputSchema);
    }

    /// <summary>What the labels decide: the head, the number of outputs, the scale.</summary>
    private protected abstract TaskPlan Prepare(ColumnRoles roles, LabelSummary labels, Action<string> warn);

    private protected abstract TTransformer Wrap(TrainedNetwork network, ScoreHead head, DataViewSchema.Column features);

    private protected readonly record struct TaskPlan(ScoreHead Head, int OutputSize, LabelScale Scale);

    /// <summary>Checks the views, brings their rows to tensors and hands the training job over.</summary>
    private T Bridged<T>(IDataView trainData, IDataView? validationData, Func<TrainingJob, TaskPlan, DataViewSchema.Column, CancellationToken, T> work)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        using var channel = _host.Start("Training");
        var device = EnvironmentReport.Resolve(_options.Training.Device);
        var (train, validation) = Roles(trainData, validationData);
        var token = _options.CancellationToken;
        var options = _options.Training with { Seed = _seed };
        var holdOut = validation is null && options.ValidationFraction > 0 ? new HoldOut(options.ValidationFraction, Seeds.Mix((ulong)_seed, Seeds.Splitting)) : null;
        var scan = Scan.Of(trainData, train, "training view", _options.MemoryLimit, holdOut, token);
        var task = Prepare(train, scan.Labels, text => channel.Warning(MessageSensitivity.None, text));
        channel.Info(MessageSensitivity.None, $"{scan.Labels.Rows:N0} rows of {train.FeatureCount:N0} features, {(scan.Fits ? "gathered in memory" : "streamed")}; seed {_seed}; device {device}.");

        var judged = validation is null ? null : Scan.Of(validationData!, validation, "validation view", _options.MemoryLimit, null, token);
        var (rows, judges) = judged is null && holdOut is not null && !scan.Fits
            ? Bridge.Halves(trainData, scan, task.Scale, _options.ShuffleRows, holdOut)
            : (Bridge.Source(trainData, scan, task.Scale, _options.ShuffleRows), judged is null ? null : Bridge.Source(validationData!, judged, task.Scale, _options.ShuffleRows));
        if (_options.Calibrates && judges is null) (rows, judges) = Divided(rows, options);
        if (judges is not null) options = options with { ValidationFraction = 0 };
        using var _ = rows;
        using var __ = judges;
        var job = new TrainingJob(_options.Network, rows, judges, _options.EffectiveLoss, task.OutputSize, options with { Callbacks = options.Callbacks.Append(Callback.Progress(epoch => channel.Info(MessageSensitivity.None, EpochLine.Of(epoch)))) })
        {
            Log = message =>
            {
                if (message.IsWarning) channel.Warning(MessageSensitivity.None, message.Text);
                else channel.Info(MessageSensitivity.None, message.Text);
            },
        };
        return work(job, task, train.Features, token);
    }

    /// <summary>The rows of memory in two as the training run would divide them, but for those who want the validation rows after it.</summary>
    private (IBatchSource Train, IBatchSource Validation) Divided(IBatchSource rows, TrainingOptions options)
    {
        using (rows)
            return options.ValidationFraction > 0 ? ((TensorDataset)rows).Split(options.ValidationFraction, Seeds.Mix((ulong)_seed, Seeds.Splitting))
                : throw new InvalidOperationException("CalibrateTemperature needs rows that the network was not trained on: set Training.ValidationFraction, or give Fit a validation view.");
    }

    private (ColumnRoles Train, ColumnRoles? Validation) Roles(IDataView trainData, IDataView? validationData)
    {
        var names = new ColumnNames(_options.LabelColumnName, _options.FeatureColumnName, _options.ExampleWeightColumnName);
        var problems = new List<string>();
        var train = ColumnRoles.Find(trainData.Schema, names, Kind, "training view", problems);
        var validation = validationData is null ? null : ColumnRoles.Find(validationData.Schema, names, Kind, "validation view", problems);
        if (train is not null && validation is not null)
        {
            if (train.FeatureCount != validation.FeatureCount)
                problems.Add($"The validation view has {validation.FeatureCount} features and the training view {train.FeatureCount}: transform both with the same fitted stages.");
            if (train.ClassCount != validation.ClassCount)
                problems.Add($"The validation view's label has {validation.ClassCount} classes and the training view's {train.ClassCount}: map both with the same fitted MapValueToKey.");
        }
        if (problems.Count > 0) throw new ArgumentException(string.Join(Environment.NewLine, problems));
        return (train!, validation);
    }

    private static void Check(SchemaShape shape, string name, string role, List<string> problems, Action<ColumnFacts> rule)
    {
        foreach (var column in shape)
            if (column.Name == name)
            {
                rule(ColumnFacts.Of(column));
                return;
            }
        problems.Add(ColumnRules.Missing(name, role, "pipeline", shape.Select(c => c.Name)));
    }
}
