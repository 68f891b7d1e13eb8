namespace MLNetGradExt.Calibrating;

/// <summary>Scores (logits) of rows with their true classes: one score a row for yes or no, else one a class.</summary>
internal sealed class ScoredLabels(int outputs)
{
    private readonly List<float> _scores = [];
    private readonly List<int> _labels = [];
    private readonly List<double> _weights = [];
    private readonly double[] _z = new double[Math.Max(2, outputs)];

    public int Rows => _labels.Count;

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">A score or weight is not finite, or there is no such class.</exception>
    public void Add(ReadOnlySpan<float> scores, int label, double weight)
    {
        foreach (var score in scores)
            if (!float.IsFinite(score)) throw new ArgumentException($"Row {Rows} has the score {score}: probabilities can't be calibrated to it.");
        if (label < 0 || label >= _z.Length) throw new ArgumentException($"Row {Rows} has the label {label}, but classes are 0 to {_z.Length - 1}.");
        if (!(weight >= 0 && double.IsFinite(weight))) throw new ArgumentException($"Row {Rows} has the weight {weight}; a weight is a finite number, 0 or more.");
        foreach (var score in scores) _scores.Add(score);
        _labels.Add(label);
        _weights.Add(weight);
    }

    /// <summary>Whether no class has a larger score than the true one, in every row that counts.</summary>
    public bool AllRight
    {
        get
        {
            for (var row = 0; row < Rows; row++)
                if (_weights[row] > 0 && Scores(row) is var z && z[_labels[row]] < Most(z)) return false;
            return true;
        }
    }

    /// <summary>The first and second derivative of the loss Σ w·(ln Σ exp(β·z) − β·z of the true class) by β = 1 / temperature: Σ w·(mean z − z of the true class) and Σ w·(variance of z), both under the probabilities.</summary>
    public (double Slope, double Curvature) Derivatives(double beta)
    {
        double slope = 0, curvature = 0;
        for (var row = 0; row < Rows; row++)
        {
            var z = Scores(row);
            var most = Most(z);
            double sum = 0, first = 0, second = 0;
            foreach (var score in z)
            {
                // Distances to the largest score keep the moments free of its size.
                double p = Math.Exp(beta * (score - most)), d = score - most;
                sum += p;
                first += p * d;
                second += p * d * d;
            }
            var mean = first / sum;
            slope += _weights[row] * (mean - (z[_labels[row]] - most));
            curvature += _weights[row] * (second / sum - mean * mean);
        }
        return (slope, curvature);
    }

    /// <summary>The figures at a temperature.</summary>
    public CalibrationFigures Figures(double temperature)
    {
        var meter = new CalibrationMeter();
        for (var row = 0; row < Rows; row++)
        {
            var z = Scores(row);
            var most = Most(z);
            double sum = 0;
            foreach (var score in z) sum += Math.Exp((score - most) / temperature);
            meter.Add(Math.Log(sum) - (z[_labels[row]] - most) / temperature, 1 / sum, z[_labels[row]] == most, _weights[row]);
        }
        return meter.Figures;
    }

    private ReadOnlySpan<double> Scores(int row)
    {
        if (outputs == 1) (_z[0], _z[1]) = (0, _scores[row]);
        else
            for (var i = 0; i < outputs; i++) _z[i] = _scores[row * outputs + i];
        return _z;
    }

    private static double Most(ReadOnlySpan<double> z)
    {
        var most = z[0];
        foreach (var score in z) most = Math.Max(most, score);
        return most;
    }
}
