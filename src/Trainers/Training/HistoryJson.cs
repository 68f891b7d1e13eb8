using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetGradExt.Gradients;

namespace MLNetGradExt.Training;

/// <summary>A history as text, for checkpoints.</summary>
internal static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public static string Write(IReadOnlyList<EpochRecord> epochs, IEnumerable<GradientEvent> events, History? ended = null, bool details = true) =>
        JsonSerializer.Serialize(new Saved([.. epochs.Select(e => new SavedEpoch(e.Epoch, e.Steps, e.LearningRate, e.Seconds, e.SamplesPerSecond, new(e.Values)))], [.. events])
        {
            StopReason = ended?.StopReason ?? StopReason.Running,
            StopMessage = ended?.StopMessage,
            RestoredEpoch = ended?.RestoredEpoch,
            Settings = ended is null ? [] : new(ended.Settings),
            Gradients = ended is null || !details ? [] : [.. ended.Gradients.Select(g => SavedGradients.Of(g.Key, g.Value))],
            Traces = ended is null ? [] : [.. ended.Traces.Select(t => new SavedTrace(t.Key, ended.TraceAxis(t.Key), [.. t.Value.SelectMany(p => new[] { p.At, p.Value })]))],
        }, Options);

    /// <exception cref="InvalidDataException">The text is no history.</exception>
    public static (IEnumerable<EpochRecord> Epochs, IEnumerable<GradientEvent> Events) Read(string text)
    {
        var saved = Parse(text);
        return (Epochs(saved), saved.Events);
    }

    /// <summary>A history as it was written, the end of the run included.</summary>
    /// <exception cref="InvalidDataException">The text is no history.</exception>
    public static History ReadAll(string text)
    {
        var saved = Parse(text);
        var history = new History { StopReason = saved.StopReason, StopMessage = saved.StopMessage, RestoredEpoch = saved.RestoredEpoch, Settings = saved.Settings };
        foreach (var epoch in Epochs(saved)) history.Add(epoch);
        history.AddEvents(saved.Events);
        foreach (var (name, axis, points) in saved.Traces)
            for (var at = 0; at + 1 < points.Length; at += 2) history.Trace(name, points[at], points[at + 1], axis);
        foreach (var gradients in saved.Gradients) history.AddGradients(gradients.Name, gradients.Read());
        return history;
    }

    private static Saved Parse(string text)
    {
        try
        {
            var saved = JsonSerializer.Deserialize<Saved>(text, Options);
            if (saved?.Epochs is null || saved.Events is null) throw new InvalidDataException("The history of the checkpoint is empty.");
            if (saved.Events.Any(e => e is null) || saved.Epochs.Any(e => e?.Values?.ContainsKey("loss") != true)) throw new InvalidDataException("The history of the checkpoint is incomplete.");
            if (saved.Traces.Contains(null!) || saved.Gradients.Contains(null!)) throw new InvalidDataException("The history has an empty trace or monitor.");
            if (saved.Settings.ContainsValue(null!)) throw new InvalidDataException("The history has an empty setting.");
            return saved;
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException("The history of the checkpoint is damaged.", problem);
        }
    }

    private static IEnumerable<EpochRecord> Epochs(Saved saved) => saved.Epochs.Select(e => new EpochRecord(e.Epoch, e.Steps, e.LearningRate, e.Seconds, e.SamplesPerSecond, e.Values));

    private sealed record Saved(List<SavedEpoch> Epochs, List<GradientEvent> Events)
    {
        public StopReason StopReason { get; init; }

        public string? StopMessage { get; init; }

        public int? RestoredEpoch { get; init; }

        public Dictionary<string, string> Settings { get; init; } = [];

        public List<SavedTrace> Traces { get; init; } = [];

        public List<SavedGradients> Gradients { get; init; } = [];
    }

    /// <summary>A trace with its points as one row: at, value, at, value, …</summary>
    private sealed record SavedTrace(string Name, string Axis, double[] Points);

    /// <summary>What a monitor recorded, the norms of all steps one behind another.</summary>
    private sealed record SavedGradients(string Name, string[] Tensors, long[] Steps, double[] GradientNorms, double[] ParameterNorms)
    {
        public static SavedGradients Of(string name, GradientHistory gradients) => new(name, [.. gradients.Tensors], [.. gradients.Records.Select(r => r.Step)],
            [.. gradients.Records.SelectMany(r => r.GradientNorms)], [.. gradients.Records.SelectMany(r => r.ParameterNorms)]);

        public GradientHistory Read()
        {
            var count = Tensors.Length;
            if (Tensors.Contains(null) || GradientNorms.LongLength != (long)count * Steps.Length || ParameterNorms.LongLength != GradientNorms.LongLength)
                throw new InvalidDataException($"The gradient norms '{Name}' of the history are incomplete.");
            return new GradientHistory([.. Tensors], [.. Steps.Select((step, i) => new GradientRecord(step, [.. GradientNorms.AsSpan(i * count, count)], [.. ParameterNorms.AsSpan(i * count, count)]))]);
        }
    }

    private sealed record SavedEpoch(int Epoch, long Steps, double LearningRate, double Seconds, double SamplesPerSecond, Dictionary<string, double> Values);
}
