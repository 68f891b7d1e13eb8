namespace Microsoft.ML.Calibrators;

/// <summary>Turns a score into a probability.</summary>
public interface ICalibrator
{
    /// <summary>The probability of the positive class for a score.</summary>
    float PredictProbability(float output);
}
