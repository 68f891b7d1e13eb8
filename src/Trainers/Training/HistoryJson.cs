using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetGradExt.Gradients;

namespace MLNetGradExt.Training;

/// <summary>A history as text, for checkpoints.</summary>
internal static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static string Write(IReadOnlyList<EpochRecord> epochs, IEnumerable<GradientEvent> events) =>
        JsonSerializer.Serialize(new Saved([.. epochs.Select(e => new SavedEpoch(e.Epoch, e.Steps, e.LearningRate, e.Seconds, e.SamplesPerSecond, new(e.Values)))], [.. events]), Options);

    /// <exception cref="InvalidDataException">The text is no history.</exception>
    public static (IEnumerable<EpochRecord> Epochs, IEnumerable<GradientEvent> Events) Read(string text)
    {
        try
        {
            var saved = JsonSerializer.Deserialize<Saved>(text, Options);
            if (saved?.Epochs is null || saved.Events is null) throw new InvalidDataException("The history of the checkpoint is empty.");
            return (saved.Epochs.Select(e => new EpochRecord(e.Epoch, e.Steps, e.LearningRate, e.Seconds, e.SamplesPerSecond, e.Values)), saved.Events);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException("The history of the checkpoint is damaged.", problem);
        }
    }

    private sealed record Saved(List<SavedEpoch> Epochs, List<GradientEvent> Events);

    private sealed record SavedEpoch(int Epoch, long Steps, double LearningRate, double Seconds, double SamplesPerSecond, Dictionary<string, double> Values);
}
