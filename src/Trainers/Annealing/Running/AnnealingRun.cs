using System.Diagnostics;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>
/// One annealing, step by step: <c>while (run.Step(token)) …</c>. Its state can be saved between any two steps; a fresh run of the
/// same recipe that loads it continues bit for bit.
/// </summary>
public sealed class AnnealingRun : IDisposable, ICheckpointable
{
    private const double DeviationMemory = 0.95;

    private readonly AnnealingMethod _method;
    private readonly AnnealingOptions _options;
    private readonly Generator _generator;
    private readonly Ledger _ledger;
    private readonly AnnealingContext _context;
    private readonly Traces _traces;
    private readonly Stopwatch _clock = new();
    private AnnealingState? _state;
    private double _base, _mean, _variance, _secondsBefore;

    /// <summary>Prepares a run; the objective stays the caller's.</summary>
    /// <param name="objective">What to make small.</param>
    /// <param name="method">How to search.</param>
    /// <param name="options">Temperatures and limits.</param>
    /// <param name="seed">Equal seeds give equal runs.</param>
    /// <param name="history">Where to keep the record; null makes a new one.</param>
    /// <exception cref="ArgumentException">An option does not fit; all problems are listed together.</exception>
    public AnnealingRun(IAnnealingObjective objective, AnnealingMethod method, AnnealingOptions options, ulong seed, History? history = null)
    {
        var problems = options.Problems().Concat(method.Problems()).ToList();
        if (method.NeedsGradient && !objective.HasGradient) problems.Add($"{method} needs gradients, but the objective has none: use AnnealingMethod.Evolution() or AnnealingMethod.Chains().");
        if (problems.Count > 0) throw new ArgumentException($"Annealing cannot start: {string.Join(" ", problems.Count == 1 ? problems : problems.Select((p, i) => $"({i + 1}) {p}"))}");
        (_method, _options, History) = (method, options, history ?? new History());
        _generator = new Generator(Seeds.Mix(seed, Seeds.Annealing), CPU);
        _ledger = new Ledger(options.EvaluationsFor(objective.Dimension), objective);
        _context = new AnnealingContext(objective, _generator, _ledger);
        _traces = new Traces(History, _ledger.Budget);
    }

    /// <summary>The record: the traces, and why the run ended.</summary>
    public History History { get; }

    /// <summary>Steps done.</summary>
    public long Steps => _context.Step;

    /// <summary>Evaluations so far, a gradient counted as three.</summary>
    public long Evaluations => _ledger.Evaluations;

    /// <summary>Evaluations that the run may take.</summary>
    public long Budget => _ledger.Budget;

    /// <summary>The share of the run that is done, from 0 to 1, by the nearest limit.</summary>
    public double Progress => Math.Min(1, Math.Max(Evaluations / (double)Budget, Math.Max(_options.Steps is { } steps ? Steps / (double)steps : 0, _options.Seconds is { } seconds ? Seconds / seconds : 0)));

    /// <summary>The present temperature, in the loss's units.</summary>
    public double Temperature => _context.Temperature;

    /// <summary>The lowest loss of all evaluations.</summary>
    public double BestLoss => _ledger.BestLoss;

    /// <summary>Where it was found, [D]; owned by the run.</summary>
    public Tensor Best => _ledger.Best;

    /// <summary>What the last step came to.</summary>
    public AnnealingReport Last { get; private set; }

    private double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Moves on by one step; the first call evaluates the points to start from as well.</summary>
    /// <returns>False when a limit is reached and nothing was done.</returns>
    /// <exception cref="OperationCanceledException">The token was set; it is looked at before every evaluation.</exception>
    /// <exception cref="InvalidOperationException">No point to start from has a finite loss.</exception>
    public bool Step(CancellationToken token = default)
    {
        _ledger.Token = token;
        _clock.Start();
        try
        {
            token.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var _ = no_grad();
            if (_state is null) Begin();
            if (!Warm()) return false;
            Last = _state!.Step();
            if (double.IsFinite(Last.Current)) Follow(Last);
            _context.Step++;
            _ledger.Step = _context.Step;
            _traces.Add(this);
            return true;
        }
        finally
        {
            _clock.Stop();
        }
    }

    /// <summary>Runs to the end.</summary>
    public void Run(CancellationToken token = default)
    {
        while (Step(token)) { }
    }

    /// <inheritdoc/>
    public void SaveState(IStateWriter writer)
    {
        writer.Write("started", _state is null ? 0L : 1L);
        if (_state is null) return;
        GeneratorState.Write(writer, "generator", _generator);
        writer.Write("step", _context.Step);
        writer.Write("seconds", Seconds);
        writer.Write("initial temperature", _context.InitialTemperature);
        writer.Write("temperature", _context.Temperature);
        writer.Write("last temperature", _context.LastTemperature);
        writer.Write("base temperature", _base);
        writer.Write("mean", _mean);
        writer.Write("variance", _variance);
        _ledger.SaveState(writer.Scope("ledger"));
        _traces.SaveState(writer.Scope("traces"));
        _state.SaveState(writer.Scope("method"));
    }

    /// <inheritdoc/>
    public void LoadState(IStateReader reader)
    {
        if (reader.ReadInt64("started") == 0) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        _ledger.LoadState(reader.Scope("ledger"));
        _context.Step = _ledger.Step = reader.ReadInt64("step");
        _secondsBefore = reader.ReadDouble("seconds");
        _context.InitialTemperature = reader.ReadDouble("initial temperature");
        _context.Temperature = reader.ReadDouble("temperature");
        _context.LastTemperature = reader.ReadDouble("last temperature");
        _base = reader.ReadDouble("base temperature");
        _mean = reader.ReadDouble("mean");
        _variance = reader.ReadDouble("variance");
        _traces.LoadState(reader.Scope("traces"));
        // The method is bound to any points of the right shape and then takes over its own.
        var points = _method.StartPoints(_context.Objective.Dimension);
        _context.Population = _ledger.Best.unsqueeze(0).repeat(points, 1);
        _context.Losses = [.. Enumerable.Repeat(_ledger.BestLoss, points)];
        _state?.Dispose();
        _state = _method.Bind(_context);
        _state.LoadState(reader.Scope("method"));
        GeneratorState.Read(reader, "generator", _generator);
    }

    /// <summary>Releases the run's tensors, the best vector among them.</summary>
    public void Dispose()
    {
        _state?.Dispose();
        _ledger.Dispose();
        _generator.Dispose();
    }

    private void Begin()
    {
        _context.Population = _context.Objective.Draw(_method.StartPoints(_context.Objective.Dimension), _generator);
        _context.Losses = _context.Evaluate(_context.Population);
        var finite = _context.Losses.Where(double.IsFinite).Order().ToArray();
        if (finite.Length == 0) throw new InvalidOperationException($"None of {_context.Losses.Length} points to start from has a finite loss: check the data for NaN, or start nearer to zero.");
        // Equal losses, as on a plateau, leave no spread to go by: a hundredth of the loss is small and not zero.
        var spread = finite[finite.Length / 2] - finite[0];
        _context.InitialTemperature = _options.InitialTemperature ?? (spread > 0 ? spread : Math.Max(1e-2 * Math.Abs(finite[0]), 1e-12));
        _context.Temperature = _context.LastTemperature = _base = _context.InitialTemperature;
        _mean = finite.Average();
        _variance = finite.Average(f => (f - _mean) * (f - _mean));
        _state = _method.Bind(_context);
        _context.Population = null!;
    }

    /// <summary>Sets the temperature of the next step; false when the run is over.</summary>
    private bool Warm()
    {
        var final = _options.FinalTemperature ?? 1e-4 * _context.InitialTemperature;
        _context.Progress = Progress;
        _base = _options.Cooling.At(new CoolingStep(_context.InitialTemperature, final, _base, Progress, Steps, Math.Sqrt(_variance)));
        var temperature = _base * (_options.Reheating?.At(Steps - _ledger.BestStep) ?? 1);
        var reason =
            BestLoss <= _options.TargetLoss ? StopReason.TargetReached
            : Seconds >= _options.Seconds ? StopReason.TimeLimit
            : Steps >= _options.Steps || _ledger.Remaining < _state!.NextCost || _options.FinalTemperature > temperature ? StopReason.Completed
            : StopReason.Running;
        if (reason != StopReason.Running)
        {
            History.StopReason = reason;
            return false;
        }
        (_context.LastTemperature, _context.Temperature) = (_context.Temperature, temperature);
        return true;
    }

    private void Follow(AnnealingReport step)
    {
        var difference = step.Current - _mean;
        _mean += (1 - DeviationMemory) * difference;
        _variance = double.IsNaN(step.Deviation) ? DeviationMemory * (_variance + (1 - DeviationMemory) * difference * difference) : step.Deviation * step.Deviation;
    }
}
