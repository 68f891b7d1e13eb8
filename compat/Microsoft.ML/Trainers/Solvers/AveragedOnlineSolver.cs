namespace Microsoft.ML.Trainers;

/// <summary>
/// Online gradient descent on a linear score with averaged weights (Zinkevich 2003; Freund &amp; Schapire 1999):
/// <c>w ← (1 − 2·l2)·(w − rate·loss'(w·x + b, y)·x)</c>, the rate falling with the root of the number of examples seen.
/// </summary>
internal static class AveragedOnlineSolver
{
    public static (float[] Weights, float Bias) Train(LinearData data, IScalarLoss loss, AveragedLinearOptions options,
        Random random, LinearModelParameters start)
    {
        var weights = new double[data.Features];
        double bias = 0;
        if (start is not null)
        {
            for (var i = 0; i < weights.Length; i++)
                weights[i] = start.Weights[i];
            bias = start.Bias;
        }
        else if (options.InitialWeightsDiameter > 0)
        {
            for (var i = 0; i < weights.Length; i++)
                weights[i] = options.InitialWeightsDiameter * (random.NextSingle() - 0.5);
            bias = options.InitialWeightsDiameter * (random.NextSingle() - 0.5);
        }

        // The sum of all weight vectors is kept as n·w minus the late corrections, so that a sparse row costs its own size.
        double[] late = new double[weights.Length];
        double lateBias = 0, scale = 1;
        long seen = 0;
        var order = Enumerable.Range(0, data.Count).ToArray();
        for (var pass = 0; pass < options.NumberOfIterations; pass++)
        {
            if (options.Shuffle)
                random.Shuffle(order);
            foreach (var i in order)
            {
                var row = data.Rows[i];
                var output = (float)(bias + scale * row.Dot(weights));
                if (loss.Loss(output, data.Labels[i]) != 0 || options.L2Regularization > 0)
                {
                    double rate = options.LearningRate;
                    if (options.DecreaseLearningRate)
                        rate /= Math.Sqrt(seen + 1);
                    var step = -rate * loss.Derivative(output, data.Labels[i]);
                    row.AddTo(weights, step / scale);
                    bias += step;
                    row.AddTo(late, step / scale * seen);
                    lateBias += step * seen;
                    if (options.L2Regularization > 0)
                        scale *= 1 - 2 * options.L2Regularization;
                    if (scale < 1e-3)
                        Fold(weights, late, ref scale);
                }
                seen++;
            }
        }
        Fold(weights, late, ref scale);
        var average = new float[weights.Length];
        for (var i = 0; i < average.Length; i++)
            average[i] = (float)(options.Averaged && seen > 0 ? weights[i] - late[i] / seen : weights[i]);
        return (average, (float)(options.Averaged && seen > 0 ? bias - lateBias / seen : bias));
    }

    private static void Fold(double[] weights, double[] late, ref double scale)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] *= scale;
            late[i] *= scale;
        }
        scale = 1;
    }
}
