using System.Globalization;

namespace MLNetGradExt.Training;

/// <summary>An epoch as a line of the log: <c>epoch 3: loss 0.412, val_loss 0.455; learning rate 0.0019; 48,000 rows/s</c>.</summary>
internal static class EpochLine
{
    public static string Of(EpochRecord epoch)
    {
        var figures = string.Join(", ", epoch.Values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key} {v.Value:G4}")));
        return string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}: {figures}; learning rate {epoch.LearningRate:G3}; {epoch.SamplesPerSecond:N0} rows/s");
    }
}
