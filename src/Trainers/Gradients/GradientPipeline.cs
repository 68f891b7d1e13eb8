namespace MLNetGradExt.Gradients;

using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// The gradient links of one training run, in order. <see cref="Apply"/> is called between <c>backward</c> and the optimizer;
/// a link that skips a step ends it: the links behind it do not run.
/// </summary>
public sealed class GradientPipeline : ICheckpointable, IDisposable
{
    private readonly GradientLink[] _links;
    private readonly GradientStep _step;
    private readonly GradientLog _log;
    private readonly Generator _generator;

    private GradientPipeline(GradientLink[] links, ParameterBuffer buffer, Generator generator, GradientLog log)
    {
        _links = links;
        _generator = generator;
        _log = log;
        _step = new GradientStep(buffer);
    }

    /// <summary>Binds recipes to the parameters of a run.</summary>
    /// <param name="transforms">The recipes, in the order in which they act.</param>
    /// <param name="buffer">The parameters.</param>
    /// <param name="context">Seed and length of the run.</param>
    /// <param name="onEvent">Called with every event as it happens.</param>
    public static GradientPipeline Bind(
        IEnumerable<GradientTransform> transforms, ParameterBuffer buffer, GradientContext? context = null, Action<GradientEvent>? onEvent = null)
    {
        context ??= new GradientContext();
        var generator = new Generator(context.Seed, buffer.Values.device);
        var links = transforms.Select((transform, i) => transform.Bind(buffer, context with { Seed = Seeds.Mix(context.Seed, (ulong)i) })).ToArray();
        return new GradientPipeline(links, buffer, generator, new GradientLog(onEvent));
    }

    /// <summary>Everything that the links reported; see <see cref="EventsDropped"/> for what did not fit.</summary>
    public IReadOnlyList<GradientEvent> Events => _log.Events;

    /// <summary>Events beyond the log's capacity of 100,000: counted, not kept.</summary>
    public long EventsDropped => _log.Dropped;

    /// <summary>What the <see cref="Gradient.Monitor"/> links of this pipeline recorded, by their names; of equal names the second becomes "name 2".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<GradientRecord>> Records =>
        _links.OfType<MonitorLink>().GroupBy(monitor => monitor.Name)
            .SelectMany(group => group.Select((monitor, i) => (Name: i == 0 ? group.Key : $"{group.Key} {i + 1}", monitor.Records)))
            .ToDictionary(entry => entry.Name, entry => entry.Records);

    /// <summary>The bound links, in order.</summary>
    public IReadOnlyList<GradientLink> Links => _links;

    /// <summary>Runs the links over the gradients that are in the buffer now.</summary>
    /// <param name="step">The step, counted from 0.</param>
    public GradientOutcome Apply(long step)
    {
        if (_links.Length == 0) return GradientOutcome.Proceed;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        _step.Begin(step, _generator, _log.Add);
        _step.Run(_links);
        return _step.Outcome;
    }

    /// <inheritdoc/>
    public void SaveState(IStateWriter writer)
    {
        using var scope = NewDisposeScope();
        GeneratorState.Write(writer, "generator", _generator);
        for (var i = 0; i < _links.Length; i++) _links[i].SaveState(writer.Scope($"link{i}"));
    }

    /// <inheritdoc/>
    public void LoadState(IStateReader reader)
    {
        using var scope = NewDisposeScope();
        GeneratorState.Read(reader, "generator", _generator);
        for (var i = 0; i < _links.Length; i++) _links[i].LoadState(reader.Scope($"link{i}"));
    }

    /// <summary>Releases the links.</summary>
    public void Dispose()
    {
        foreach (var link in _links) link.Dispose();
        _step.Dispose();
        _generator.Dispose();
    }
}
