namespace Microsoft.ML.Calibrators;

using Microsoft.ML.Runtime;

/// <summary>Applies a Platt calibrator.</summary>
public sealed class PlattCalibratorTransformer : CalibratorTransformer<PlattCalibrator>
{
    internal PlattCalibratorTransformer(IHostEnvironment env, PlattCalibrator calibrator, string scoreColumn)
        : base(env, calibrator, scoreColumn)
    {
    }
}

/// <summary>Applies an isotonic calibrator.</summary>
public sealed class IsotonicCalibratorTransformer : CalibratorTransformer<IsotonicCalibrator>
{
    internal IsotonicCalibratorTransformer(IHostEnvironment env, IsotonicCalibrator calibrator, string scoreColumn)
        : base(env, calibrator, scoreColumn)
    {
    }
}

/// <summary>Applies a naive calibrator.</summary>
public sealed class NaiveCalibratorTransformer : CalibratorTransformer<NaiveCalibrator>
{
    internal NaiveCalibratorTransformer(IHostEnvironment env, NaiveCalibrator calibrator, string scoreColumn)
        : base(env, calibrator, scoreColumn)
    {
    }
}

/// <summary>Fits a sigmoid to scores and labels.</summary>
public sealed class PlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal PlattCalibratorEstimator(IHostEnvironment env, string label, string score, string weight)
        : base(env, label, score, weight)
    {
    }

    private protected override PlattCalibrator Fit(IReadOnlyList<(float Score, bool Positive, float Weight)> rows)
    {
        var (slope, offset) = PlattFit.Fit(rows);
        return new PlattCalibrator(slope, offset);
    }

    private protected override CalibratorTransformer<PlattCalibrator> Create(PlattCalibrator calibrator, string scoreColumn) =>
        new PlattCalibratorTransformer(Host, calibrator, scoreColumn);
}

/// <summary>A sigmoid with given parameters.</summary>
public sealed class FixedPlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    private readonly double _slope, _offset;

    internal FixedPlattCalibratorEstimator(IHostEnvironment env, double slope, double offset, string score)
        : base(env, null, score, null)
    {
        _slope = slope;
        _offset = offset;
    }

    private protected override PlattCalibrator Fit(IReadOnlyList<(float Score, bool Positive, float Weight)> rows) => new(_slope, _offset);

    private protected override CalibratorTransformer<PlattCalibrator> Create(PlattCalibrator calibrator, string scoreColumn) =>
        new PlattCalibratorTransformer(Host, calibrator, scoreColumn);
}

/// <summary>Fits a non-decreasing step function to scores and labels.</summary>
public sealed class IsotonicCalibratorEstimator : CalibratorEstimatorBase<IsotonicCalibrator>
{
    internal IsotonicCalibratorEstimator(IHostEnvironment env, string label, string score, string weight)
        : base(env, label, score, weight)
    {
    }

    private protected override IsotonicCalibrator Fit(IReadOnlyList<(float Score, bool Positive, float Weight)> rows)
    {
        var (mins, maxes, values) = IsotonicFit.Fit(rows);
        return new IsotonicCalibrator(mins, maxes, values);
    }

    private protected override CalibratorTransformer<IsotonicCalibrator> Create(IsotonicCalibrator calibrator, string scoreColumn) =>
        new IsotonicCalibratorTransformer(Host, calibrator, scoreColumn);
}

/// <summary>Counts positives in bins of scores.</summary>
public sealed class NaiveCalibratorEstimator : CalibratorEstimatorBase<NaiveCalibrator>
{
    internal NaiveCalibratorEstimator(IHostEnvironment env, string label, string score)
        : base(env, label, score, null)
    {
    }

    private protected override NaiveCalibrator Fit(IReadOnlyList<(float Score, bool Positive, float Weight)> rows) => NaiveCalibrator.Fit(rows);

    private protected override CalibratorTransformer<NaiveCalibrator> Create(NaiveCalibrator calibrator, string scoreColumn) =>
        new NaiveCalibratorTransformer(Host, calibrator, scoreColumn);
}
