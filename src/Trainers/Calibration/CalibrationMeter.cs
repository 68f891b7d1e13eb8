namespace MLNetGradExt.Calibrating;

/// <summary>Gathers <see cref="CalibrationFigures"/> row by row.</summary>
public sealed class CalibrationMeter
{
    private const int Bins = 15;

    private readonly double[] _sureness = new double[Bins], _right = new double[Bins];
    private double _loss, _total;

    /// <summary>The figures of the rows so far; NaN without any.</summary>
    public CalibrationFigures Figures
    {
        get
        {
            double error = 0;
            for (var bin = 0; bin < Bins; bin++) error += Math.Abs(_sureness[bin] - _right[bin]);
            return new CalibrationFigures(_loss / _total, error / _total);
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="loss">−ln of the probability of what was true.</param>
    /// <param name="sureness">The probability of what was predicted.</param>
    /// <param name="isRight">Whether that was true.</param>
    /// <param name="weight">What the row counts.</param>
    public void Add(double loss, double sureness, bool isRight, double weight)
    {
        var bin = Math.Clamp((int)Math.Ceiling(sureness * Bins) - 1, 0, Bins - 1);
        _loss += weight * loss;
        _total += weight;
        _sureness[bin] += weight * sureness;
        if (isRight) _right[bin] += weight;
    }
}
