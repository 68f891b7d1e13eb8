using MLNetGradExt.Gradients;
using MLNetGradExt.Training;

namespace MLNetGradExt;

/// <summary>A run's record: every epoch's figures, every change to gradients, and why it ended.</summary>
public sealed class History
{
    private readonly List<EpochRecord> _epochs = [];
    private readonly List<GradientEvent> _events = [];
    private readonly Dictionary<string, GradientHistory> _gradients = [];
    private readonly Dictionary<string, List<(double At, double Value)>> _traces = [];
    private readonly Dictionary<string, string> _axes = [];

    /// <summary>The epochs in order.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    /// <summary>What gradient transforms did and saw.</summary>
    public IReadOnlyList<GradientEvent> Events => _events;

    /// <summary>What the <see cref="Gradient.Monitor"/> links recorded, by their names.</summary>
    public IReadOnlyDictionary<string, GradientHistory> Gradients => _gradients;

    /// <summary>Finer curves by name, such as an annealing's temperature over evaluations or the curvature over steps.</summary>
    public IReadOnlyDictionary<string, List<(double At, double Value)>> Traces => _traces;

    /// <summary>How the run was trained, in words, callbacks left out; empty when not known.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; internal set; } = new Dictionary<string, string>();

    /// <summary>Why the run ended.</summary>
    public StopReason StopReason { get; internal set; }

    /// <summary>The same in words, where there is more to say.</summary>
    public string? StopMessage { get; internal set; }

    /// <summary>The epoch (from 1) whose weights the network has, or null where no weights were put back and it has the last epoch's.</summary>
    public int? RestoredEpoch { get; internal set; }

    /// <summary>The curve of a figure over the epochs that have it.</summary>
    public IReadOnlyList<(int Epoch, double Value)> Curve(string name) =>
        [.. _epochs.Where(e => e.Values.ContainsKey(name)).Select(e => (e.Epoch, e.Values[name]))];

    /// <summary>The names of all figures, in order of appearance.</summary>
    public IReadOnlyList<string> Names => [.. _epochs.SelectMany(e => e.Values.Keys).Distinct()];

    /// <summary>Puts another run's record before this one's, as of one run.</summary>
    internal void Precede(History earlier)
    {
        var (epochs, steps) = (earlier._epochs.Count, earlier._epochs.Count > 0 ? earlier._epochs[^1].Steps : 0);
        EpochRecord[] later = [.. _epochs.Select(e => e with { Epoch = e.Epoch + epochs, Steps = e.Steps + steps })];
        _epochs.Clear();
        _epochs.AddRange([.. earlier._epochs, .. later]);
        RestoredEpoch += epochs;
        for (var i = 0; i < _events.Count; i++) _events[i] = _events[i] with { Step = _events[i].Step + steps };
        _events.InsertRange(0, earlier._events);
        foreach (var (name, trace) in earlier._traces) (_traces[name], _axes[name]) = (_traces.TryGetValue(name, out var own) ? [.. trace, .. own] : trace, earlier.TraceAxis(name));
    }

    /// <summary>Epochs, events, what monitors recorded, traces, settings and the end of the run as JSON text.</summary>
    /// <param name="events">Whether the events and the monitors' norms are wanted, which may be many.</param>
    public string ToJson(bool events = true) => HistoryJson.Write(_epochs, events ? _events : [], this, events);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text is no history.</exception>
    public static History FromJson(string json) => HistoryJson.ReadAll(json);

    internal void Add(EpochRecord epoch) => _epochs.Add(epoch);

    internal void AddEvents(IEnumerable<GradientEvent> events) => _events.AddRange(events);

    internal void AddGradients(string monitor, GradientHistory gradients) => _gradients[monitor] = gradients;

    /// <summary>What a trace runs over.</summary>
    internal string TraceAxis(string name) => _axes.GetValueOrDefault(name, "evaluations");

    internal void Trace(string name, double at, double value, string axis = "evaluations")
    {
        _axes[name] = axis;
        if (!_traces.TryGetValue(name, out var trace)) _traces[name] = trace = [];
        trace.Add((at, value));
    }
}
