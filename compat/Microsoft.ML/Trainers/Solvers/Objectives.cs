namespace Microsoft.ML.Trainers;

/// <summary>A smooth function to minimise: returns the value at a point and writes its gradient.</summary>
internal delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>
/// Penalised empirical risks of linear models, averaged over the example weights.
/// A parameter vector holds the biases first, then the weights of each output; biases are not penalised.
/// </summary>
internal static class Objectives
{
    /// <summary>(Σ wᵢ·loss(b + w·xᵢ, yᵢ) + l2/2·‖w‖²) / Σ wᵢ.</summary>
    public static Objective Scalar(LinearData data, IScalarLoss loss, double l2) => (point, gradient) =>
    {
        gradient.Clear();
        var weights = point[1..];
        double sum = 0;
        for (var i = 0; i < data.Count; i++)
        {
            var output = (float)(point[0] + data.Rows[i].Dot(weights));
            var importance = data.Weights[i];
            sum += importance * loss.Loss(output, data.Labels[i]);
            double slope = importance * loss.Derivative(output, data.Labels[i]);
            gradient[0] += slope;
            data.Rows[i].AddTo(gradient[1..], slope);
        }
        return Penalise(point, gradient, 1, sum, l2, data.TotalWeight);
    };

    /// <summary>(Σ wᵢ·−ln softmax(b + W·xᵢ)[yᵢ] + l2/2·‖W‖²) / Σ wᵢ.</summary>
    public static Objective Softmax(LinearData data, int classes, double l2)
    {
        var scores = new double[classes];
        return (point, gradient) =>
        {
            gradient.Clear();
            double sum = 0;
            for (var i = 0; i < data.Count; i++)
            {
                var row = data.Rows[i];
                for (var c = 0; c < classes; c++)
                    scores[c] = point[c] + row.Dot(point.Slice(classes + c * data.Features, data.Features));
                var label = (int)data.Labels[i];
                var importance = data.Weights[i];
                sum += importance * (LogSumExp(scores, out var top) - scores[label]);
                double total = 0;
                for (var c = 0; c < classes; c++)
                    total += scores[c] = Math.Exp(scores[c] - top);
                for (var c = 0; c < classes; c++)
                {
                    var slope = importance * (scores[c] / total - (c == label ? 1 : 0));
                    gradient[c] += slope;
                    row.AddTo(gradient.Slice(classes + c * data.Features, data.Features), slope);
                }
            }
            return Penalise(point, gradient, classes, sum, l2, data.TotalWeight);
        };
    }

    private static double Penalise(ReadOnlySpan<double> point, Span<double> gradient, int biases, double sum, double l2, double scale)
    {
        double norm = 0;
        for (var i = biases; i < point.Length; i++)
        {
            norm += point[i] * point[i];
            gradient[i] += l2 * point[i];
        }
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] /= scale;
        return (sum + l2 / 2 * norm) / scale;
    }

    private static double LogSumExp(double[] values, out double top)
    {
        top = values.Max();
        double sum = 0;
        foreach (var value in values)
            sum += Math.Exp(value - top);
        return top + Math.Log(sum);
    }
}
