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
    public static Objective Scalar(LinearData data, IScalarLoss loss, double l2)
    {
        var pointwise = Pointwise(loss);
        return (point, gradient) =>
        {
            gradient.Clear();
            var weights = point[1..];
            double sum = 0;
            for (var i = 0; i < data.Count; i++)
            {
                var importance = data.Weights[i];
                var (value, slope) = pointwise(point[0] + data.Rows[i].Dot(weights), data.Labels[i]);
                sum += importance * value;
                gradient[0] += importance * slope;
                data.Rows[i].AddTo(gradient[1..], importance * slope);
            }
            return Penalise(point, gradient, 1, sum, l2, data.TotalWeight);
        };
    }

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

    // The public losses round to floats, which stalls a line search near the optimum: the usual ones are done in doubles.
    private static Func<double, float, (double Value, double Slope)> Pointwise(IScalarLoss loss) => loss switch
    {
        SquaredLoss => (output, label) => ((output - label) * (output - label), 2 * (output - label)),
        LogLoss => (output, label) =>
        {
            var signed = label > 0 ? output : -output;
            var miss = signed > 0 ? Math.Exp(-signed) / (1 + Math.Exp(-signed)) : 1 / (1 + Math.Exp(signed));
            return (Math.Log(1 + Math.Exp(-Math.Abs(signed))) + Math.Max(0, -signed), label > 0 ? -miss : miss);
        },
        PoissonLoss => (output, label) => (Math.Exp(output) - label * output, Math.Exp(output) - label),
        _ => (output, label) => (loss.Loss((float)output, label), loss.Derivative((float)output, label)),
    };

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
