namespace MLNetGradExt;

/// <summary>What an epoch came to.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Steps">Steps of the whole run so far.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
/// <param name="Seconds">Its duration, validation included.</param>
/// <param name="SamplesPerSecond">Training rows a second, validation excluded.</param>
/// <param name="Values">Figures by name: <c>loss</c>, and with a validation set <c>val_loss</c> and each metric as <c>val_accuracy</c> and so on.</param>
public sealed record EpochRecord(int Epoch, long Steps, double LearningRate, double Seconds, double SamplesPerSecond, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>The mean training loss over the epoch's steps.</summary>
    public double Loss => Values["loss"];

    /// <summary>The loss over the whole validation set, or null without one.</summary>
    public double? ValidationLoss => Values.TryGetValue("val_loss", out var value) ? value : null;
}
