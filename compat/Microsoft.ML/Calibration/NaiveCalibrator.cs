namespace Microsoft.ML.Calibrators;

/// <summary>Equal-width bins of scores, each with the share of positives seen in it.</summary>
public sealed class NaiveCalibrator : ICalibrator
{
    private readonly float[] _bins;

    /// <summary>The score at the lower edge of the first bin.</summary>
    public readonly float Min;

    /// <summary>The width of a bin.</summary>
    public readonly float BinSize;

    internal NaiveCalibrator(float min, float binSize, float[] bins)
    {
        Min = min;
        BinSize = binSize;
        _bins = bins;
    }

    /// <summary>The probability in each bin.</summary>
    public IReadOnlyList<float> BinProbs => _bins;

    /// <inheritdoc/>
    public float PredictProbability(float output) =>
        float.IsNaN(output) ? output : _bins[(int)Math.Clamp((output - Min) / BinSize, 0, _bins.Length - 1)];

    internal static NaiveCalibrator Fit(IReadOnlyList<(float Score, bool Positive, float Weight)> rows)
    {
        const int Bins = 200;
        float min = rows.Min(row => row.Score), max = rows.Max(row => row.Score);
        var width = (max - min) / Bins;
        double[] positive = new double[Bins], all = new double[Bins];
        foreach (var row in rows)
        {
            var bin = width > 0 ? Math.Min(Bins - 1, (int)((row.Score - min) / width)) : 0;
            all[bin] += row.Weight;
            if (row.Positive)
                positive[bin] += row.Weight;
        }
        return new NaiveCalibrator(min, width, positive.Zip(all, (p, n) => n > 0 ? (float)(p / n) : 0).ToArray());
    }
}
