namespace Microsoft.ML.Evaluation;

using Microsoft.ML.Data;

/// <summary>Running sums of a regression evaluation. Rows without a label or with a NaN score are left out.</summary>
internal sealed class RegressionTally
{
    private double _count, _absolute, _squared, _label, _labelSquared;

    public void Add(float label, float score)
    {
        if (float.IsNaN(label) || float.IsNaN(score))
            return;
        var error = Math.Abs((double)label - score);
        _count++;
        _absolute += error;
        _squared += error * error;
        _label += label;
        _labelSquared += (double)label * label;
    }

    public RegressionMetrics Finish()
    {
        if (_count == 0)
            return new RegressionMetrics(double.NaN, double.NaN, 0, double.NaN, 0);
        var mean = _squared / _count;
        var spread = _labelSquared - _label * _label / _count;
        return new RegressionMetrics(_absolute / _count, mean, Math.Sqrt(mean), mean, spread == 0 ? double.NaN : 1 - _squared / spread);
    }
}
