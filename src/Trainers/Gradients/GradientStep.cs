namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>One step as the links of a pipeline see it: the gradients, the parameters they belong to, and ways to speak up.</summary>
public sealed class GradientStep
{
    private TensorStatistics? _statistics;
    private Action<GradientEvent> _log = static _ => { };
    private bool _fresh;

    internal GradientStep(ParameterBuffer buffer) => Buffer = buffer;

    /// <summary>The flat buffers that hold all parameters and gradients.</summary>
    public ParameterBuffer Buffer { get; }

    /// <summary>Each parameter's gradient in its own shape; writing to it changes the gradient.</summary>
    public IReadOnlyList<Tensor> Gradients => Buffer.GradientViews;

    /// <summary>Each parameter's value in its own shape.</summary>
    public IReadOnlyList<Tensor> Parameters => Buffer.ParameterViews;

    /// <summary>Where each parameter lies, with its name.</summary>
    public IReadOnlyList<ParameterSlice> Slices => Buffer.Slices;

    /// <summary>All gradients in one dimension. The padding between parameters is zero and must stay so.</summary>
    public Tensor Flat => Buffer.Gradients;

    /// <summary>The step, counted from 0.</summary>
    public long Step { get; private set; }

    /// <summary>The random stream of the pipeline; its state is part of a checkpoint.</summary>
    public Generator Generator { get; private set; } = null!;

    /// <summary>
    /// Norms of every gradient and parameter, from one pass over the flat buffers. Links share the measurement:
    /// it is taken when first asked for and again after a link has changed the gradients.
    /// </summary>
    public TensorStatistics Statistics
    {
        get
        {
            _statistics ??= new TensorStatistics(Buffer);
            if (!_fresh) _statistics.Measure();
            _fresh = true;
            return _statistics;
        }
    }

    /// <summary>What has been decided so far.</summary>
    public GradientOutcome Outcome { get; private set; }

    /// <summary>Drops this step: the optimizer will not run, and later links do not see it.</summary>
    public void Skip(string reason) => Outcome = new(GradientDecision.Skip, reason);

    /// <summary>Keeps this step's gradients for later: the optimizer will not run now.</summary>
    public void Accumulate(string reason) => Outcome = new(GradientDecision.Accumulate, reason);

    /// <summary>Adds an event to the history of the run.</summary>
    public void Log(GradientEvent happened) => _log(happened);

    /// <summary>Says that the link changed the parameters themselves, so that a partition writes them back.</summary>
    public void ParametersChanged() => ValuesChanged = true;

    internal bool ValuesChanged { get; private set; }

    internal void Begin(long step, Generator generator, Action<GradientEvent> log)
    {
        (Step, Generator, _log) = (step, generator, log);
        Outcome = GradientOutcome.Proceed;
        _fresh = ValuesChanged = false;
    }

    internal void Begin(GradientStep outer) => Begin(outer.Step, outer.Generator, outer._log);

    internal void Take(GradientOutcome outcome) => Outcome = outcome;

    /// <summary>Runs links until one of them holds the step back.</summary>
    internal void Run(GradientLink[] links)
    {
        foreach (var link in links)
        {
            link.Apply(this);
            if (!link.KeepsStatistics) _fresh = false;
            if (!Outcome.Proceeds) return;
        }
    }

    internal void Dispose() => _statistics?.Dispose();
}
