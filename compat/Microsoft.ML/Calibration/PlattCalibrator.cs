namespace Microsoft.ML.Calibrators;

/// <summary>The sigmoid <c>1 / (1 + exp(slope·score + offset))</c>; a sound classifier has a negative slope.</summary>
public sealed class PlattCalibrator : ICalibrator
{
    internal PlattCalibrator(double slope, double offset)
    {
        Slope = slope;
        Offset = offset;
    }

    /// <summary>Factor of the score.</summary>
    public double Slope { get; }

    /// <summary>Added to the scaled score.</summary>
    public double Offset { get; }

    /// <inheritdoc/>
    public float PredictProbability(float output) => float.IsNaN(output) ? output : (float)(1 / (1 + Math.Exp(Slope * output + Offset)));
}
