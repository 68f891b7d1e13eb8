namespace Microsoft.ML.Evaluation;

using Microsoft.ML.Data;

/// <summary>Running counts of a binary evaluation. A row is predicted positive when its raw score is above zero.</summary>
internal sealed class BinaryTally
{
    private readonly List<float> _scores = [];
    private readonly List<bool> _labels = [];
    private double _truePositive, _trueNegative, _falsePositive, _falseNegative, _logLoss, _rated, _ratedPositive;

    public void Add(float label, float score, float probability)
    {
        if (!float.IsFinite(score) || float.IsNaN(label))
            return;
        var positive = label > 0;
        _scores.Add(score);
        _labels.Add(positive);
        if (positive)
        {
            if (score > 0) _truePositive++; else _falseNegative++;
        }
        else
        {
            if (score > 0) _falsePositive++; else _trueNegative++;
        }

        if (float.IsNaN(probability))
        {
            _logLoss = double.NaN;
            return;
        }
        _rated++;
        if (positive)
            _ratedPositive++;
        _logLoss -= Math.Log2(positive ? probability : 1.0 - probability);
    }

    public BinaryClassificationMetrics Finish(ReadOnlyMemory<char>[] classNames)
    {
        var precision = Share(_truePositive, _truePositive + _falsePositive);
        var recall = Share(_truePositive, _truePositive + _falseNegative);
        double[][] counts = [[_truePositive, _falseNegative], [_falsePositive, _trueNegative]];
        return new BinaryClassificationMetrics(
            RankingAreas.Roc(_scores, _labels),
            (_truePositive + _trueNegative) / (_truePositive + _trueNegative + _falsePositive + _falseNegative),
            precision, recall,
            Share(_trueNegative, _trueNegative + _falseNegative), Share(_trueNegative, _trueNegative + _falsePositive),
            precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall),
            RankingAreas.PrecisionRecall(_scores, _labels),
            new ConfusionMatrix(counts, classNames, isBinary: true));
    }

    public CalibratedBinaryClassificationMetrics FinishCalibrated(ReadOnlyMemory<char>[] classNames)
    {
        var plain = Finish(classNames);
        var all = _truePositive + _trueNegative + _falsePositive + _falseNegative;
        var logLoss = double.IsNaN(_logLoss) ? double.NaN : _rated > 0 ? _logLoss / _rated : 0;
        var prior = Entropy(_ratedPositive / _rated);
        return new CalibratedBinaryClassificationMetrics(plain, logLoss,
            _rated == 0 ? 0 : (prior - logLoss) / prior, Entropy((_truePositive + _falseNegative) / all));
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;

    private static double Entropy(double p) => p is 0 or 1 ? 0 : -p * Math.Log2(p) - (1 - p) * Math.Log2(1 - p);
}
