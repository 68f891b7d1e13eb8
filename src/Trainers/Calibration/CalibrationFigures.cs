namespace MLNetGradExt;

/// <summary>How well probabilities are what they say.</summary>
/// <param name="LogLoss">The mean of −ln p, p the probability given to what was true; natural logarithm, 0 is best.</param>
/// <param name="ExpectedCalibrationError">
/// The mean distance between how sure a prediction is and how often such predictions are right, over 15 bins of equal width
/// (Naeini et al., 2015; Guo et al., 2017); 0 is best.
/// </param>
public sealed record CalibrationFigures(double LogLoss, double ExpectedCalibrationError);

/// <summary>What fitting a temperature found.</summary>
/// <param name="Temperature">What scores are divided by before they become probabilities; above 1 where the network was too sure of itself.</param>
/// <param name="Rows">Held-out rows.</param>
/// <param name="Before">Their figures as the network gave them.</param>
/// <param name="After">Their figures with the temperature.</param>
public sealed record Calibration(double Temperature, long Rows, CalibrationFigures Before, CalibrationFigures After)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"temperature {Temperature:F3}: log loss {Before.LogLoss:F4} to {After.LogLoss:F4}, calibration error {Before.ExpectedCalibrationError:F4} to {After.ExpectedCalibrationError:F4} on {Rows:N0} held-out rows");
}
