using System.Diagnostics;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using MLNetGradExt.Gradients;
using MLNetGradExt.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>What <see cref="GradientTrainer"/>'s page leaves out: setting up, keeping the record, putting away.</summary>
internal sealed partial class GradientRun : IDisposable
{
    private readonly TrainingJob _job;
    private readonly TrainingPlan _plan;
    private readonly RunData _data;
    private readonly torch.Device _device;
    private readonly OptimizerState _optimizer;
    private readonly TrainingCallback[] _callbacks;
    private readonly LossMeter _meter;
    private readonly RunningStatistics? _statistics;
    private readonly Stopwatch _clock = new();
    private double _learningRate;
    private readonly List<GradientEvent> _earlierEvents = [];
    private long _rows, _batches;
    private double _earlier;
    private bool _finished, _checked;

    private GradientRun(TrainingJob job, RunData data, TrainingPlan plan, torch.Device device, nn.Module<Tensor, Tensor> module, ParameterBuffer parameters)
    {
        (_job, _data, _plan, _device, Module, Parameters) = (job, data, plan, device, module, parameters);
        var inputs = parameters.Slices.FirstOrDefault(s => s.Kind == ParameterKind.Weight)?.FanIn ?? 1;
        // Gradients that are gathered over several batches make fewer updates; schedules that span the run count those.
        var updates = Math.Max(1, plan.TotalSteps / job.Options.Gradients.OfType<Accumulate>().Aggregate(1L, (steps, link) => steps * link.Steps));
        _optimizer = (job.Options.Optimizer ?? TrainingDefaults.Optimizer(plan.Rows, inputs, updates)).Bind(parameters, updates);
        Gradients = GradientPipeline.Bind(job.Options.Gradients, parameters, new GradientContext(plan.SeedOf(Seeds.Gradients), plan.TotalSteps));
        _statistics = _optimizer.HasAverage ? RunningStatistics.Of(module) : null;
        _callbacks = [.. job.Options.Callbacks.Select(c => c.Bind())];
        _meter = new LossMeter(device);
        Public = new TrainingRun(job, plan, module, parameters, _optimizer) { Checkpoint = Save };
    }

    /// <summary>The run as callbacks see it.</summary>
    public TrainingRun Public { get; }

    public nn.Module<Tensor, Tensor> Module { get; }

    public ParameterBuffer Parameters { get; }

    public GradientPipeline Gradients { get; }

    public Loss Loss => _job.Loss;

    public static GradientRun Begin(TrainingJob job)
    {
        JobProblems.ThrowIfAny(job, figures: ["loss"]);
        var device = job.Options.Device.Resolve();
        using var resumed = job.Options.ResumeFrom is { } path ? CheckpointFolder.Find(path, text => job.Log?.Invoke(new TrainingMessage(IsWarning: true, text))) : null;
        var data = RunData.Of(job, resumed?.Scope("run").ReadInt64("seed"));
        nn.Module<Tensor, Tensor>? module = null;
        ParameterBuffer? parameters = null;
        GradientRun? run = null;
        try
        {
            var plan = data.Plan;
            using var generator = new Generator(plan.SeedOf(Seeds.Initialization), CPU);
            module = job.Network.Build(new NetworkContext(job.Train.FeatureShape, job.OutputSize, generator, device));
            module.train();
            if (resumed is null) job.Options.InitialWeights?.Load(module, job.Log);
            parameters = ParameterBuffer.Bind(module.named_parameters().Where(p => p.parameter.requires_grad));
            run = new GradientRun(job, data, plan, device, module, parameters);
            if (resumed is not null)
            {
                run.Resume(resumed);
                run.Public.Log($"Training continues after epoch {run.Public.History.Epochs.Count}, step {run.Public.Step}.");
            }
            foreach (var callback in run._callbacks) callback.OnTrainBegin(run.Public);
            return run;
        }
        catch
        {
            if (run is null)
            {
                parameters?.Dispose();
                module?.Dispose();
                data.Dispose();
            }
            run?.Dispose();
            throw;
        }
    }

    public bool NextEpoch()
    {
        _checked = false;
        _clock.Restart();
        if (_batches > 0) return true; // resumed in the middle of an epoch, which goes on
        if (Public.StopRequested || Public.Epoch >= _plan.Epochs) return false;
        Public.Epoch++;
        _meter.Begin();
        (_rows, _earlier) = (0, 0);
        foreach (var callback in _callbacks) callback.OnEpochBegin(Public);
        _clock.Restart();
        return !Public.StopRequested;
    }

    public IEnumerator<Batch> Batches()
    {
        var order = _job.Options.Shuffle ? BatchOrder.Shuffled(_plan.SeedOf(Seeds.Shuffling), Public.Epoch - 1) : BatchOrder.Sequential;
        var batches = _data.Train.Batches(_plan.BatchSize, order with { DropLast = _job.Options.DropLast && _plan.Rows >= _plan.BatchSize }, _device).GetEnumerator();
        for (long seen = 0; seen < _batches; seen++)
        {
            using var scope = NewDisposeScope();
            batches.MoveNext();
        }
        return batches;
    }

    /// <summary>A source's first batch of an epoch is checked here, because native code may end the process over a wrong shape.</summary>
    public Batch Checked(Batch batch)
    {
        if (!_checked) BatchCheck.ThrowIfWrong(batch, _job.Train.FeatureShape);
        _checked = true;
        return batch;
    }

    public void Update()
    {
        _learningRate = _optimizer.LearningRate;
        _optimizer.Step();
    }

    public void Notify(Tensor loss, Batch batch, GradientOutcome outcome)
    {
        if (outcome.Decision != GradientDecision.Skip) _meter.Add(loss, Loss.Denominator(batch.Labels, batch.Weights), batch.Rows, Public.Step);
        if (_meter.BadStep is { } bad) throw Divergence.At(Public, bad, batch, _learningRate);
        Public.Step++;
        _rows += batch.Rows;
        _batches++;
        (Public.Loss, Public.Batch) = (loss, batch);
        foreach (var callback in _callbacks) callback.OnBatchEnd(Public);
        (Public.Loss, Public.Batch) = (null, null);
        Public.WriteCheckpoints();
    }

    public void EndEpoch(CancellationToken token)
    {
        var values = new Dictionary<string, double> { ["loss"] = _meter.Mean() };
        if (_meter.BadStep is { } bad) throw Divergence.At(Public, bad, null, _learningRate);
        var trainSeconds = Seconds;
        if (IsWatched) UseAverage(token);
        if (_data.Validation is { } validation)
            foreach (var (name, value) in Evaluator.Evaluate(Module, validation, Loss, _job.Metrics, _device, token)) values[$"val_{name}"] = value;
        var record = new EpochRecord(Public.Epoch, Public.Step, _learningRate, Seconds, trainSeconds > 0 ? _rows / trainSeconds : 0, values);
        Public.History.Add(record);
        _batches = 0;
        foreach (var callback in _callbacks) callback.OnEpochEnd(Public, record);
        if (IsWatched) PutAverageAway();
        Public.WriteCheckpoints();
    }

    public TrainedNetwork Finish(CancellationToken token)
    {
        if (!Public.StopRequested) Public.History.StopReason = StopReason.Completed;
        UseAverage(token);
        End();
        _finished = true;
        return new TrainedNetwork(_job.Network, _job.Train.FeatureShape, _job.OutputSize, Module, _device, Public.History, _job.Options);
    }

    /// <summary>Whether the run may end with weights of an earlier epoch instead of an exception.</summary>
    public bool Survives(Exception problem)
    {
        if (problem is not NonFiniteLossException || !_callbacks.Any(callback => callback.KeepsWeights)) return false;
        Public.RequestStop(StopReason.NonFiniteLoss);
        (Public.History.StopReason, Public.History.StopMessage) = (StopReason.NonFiniteLoss, problem.Message);
        Public.Log($"{problem.Message} The run ends with the best weights before.", isWarning: true);
        return true;
    }

    public void Abandon(Exception problem)
    {
        Public.History.StopReason = problem switch
        {
            OperationCanceledException => StopReason.Cancelled,
            NonFiniteLossException => StopReason.NonFiniteLoss,
            _ => StopReason.Failed,
        };
        Public.History.StopMessage = problem.Message;
        if (problem is OperationCanceledException or NonFiniteLossException) End();
    }

    public void Dispose()
    {
        foreach (var callback in _callbacks) callback.Dispose();
        Gradients.Dispose();
        _optimizer.Dispose();
        _meter.Dispose();
        _statistics?.Dispose();
        Parameters.Dispose();
        if (!_finished) Module.Dispose();
        _data.Dispose();
    }

    /// <summary>The time of this epoch, what was spent on it before an interruption included.</summary>
    private double Seconds => _earlier + _clock.Elapsed.TotalSeconds;

    private void End()
    {
        Public.History.AddEvents(_earlierEvents);
        Public.History.AddEvents(Gradients.Events);
        foreach (var (monitor, records) in Gradients.Records)
            Public.History.AddGradients(monitor, new GradientHistory([.. Parameters.Slices.Select(s => s.Name)], [.. records]));
        foreach (var callback in _callbacks) callback.OnTrainEnd(Public);
    }
}
