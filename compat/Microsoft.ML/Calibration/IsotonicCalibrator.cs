using System.Collections.Immutable;

namespace Microsoft.ML.Calibrators;

/// <summary>A non-decreasing step function: constant on each piece of scores, linear between pieces.</summary>
public sealed class IsotonicCalibrator : ICalibrator
{
    private const float Least = 1e-7f;

    /// <summary>The lowest score of each piece.</summary>
    public readonly ImmutableArray<float> Mins;

    /// <summary>The highest score of each piece.</summary>
    public readonly ImmutableArray<float> Maxes;

    /// <summary>The probability on each piece.</summary>
    public readonly ImmutableArray<float> Values;

    internal IsotonicCalibrator(float[] mins, float[] maxes, float[] values)
    {
        Mins = [.. mins];
        Maxes = [.. maxes];
        Values = [.. values];
    }

    /// <inheritdoc/>
    public float PredictProbability(float output) =>
        float.IsNaN(output) ? output : Values.IsEmpty ? Least : Math.Clamp(Find(output), Least, 1 - Least);

    private float Find(float score)
    {
        if (score < Mins[0])
            return Values[0];
        if (score > Maxes[^1])
            return Values[^1];
        var piece = Maxes.BinarySearch(score);
        if (piece < 0)
            piece = ~piece;
        if (score >= Mins[piece])
            return Values[piece];
        var along = (score - Maxes[piece - 1]) / (Mins[piece] - Maxes[piece - 1]);
        return Values[piece - 1] + along * (Values[piece] - Values[piece - 1]);
    }
}
