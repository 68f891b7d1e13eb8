using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart.Baselines;

/// <summary>The best linear model, solved rather than trained: (XᵀX + λ·diag XᵀX) w = Xᵀy, with λ = 1e-9 against columns that say the same.</summary>
internal static class LeastSquares
{
    public static double MeanSquaredError(IDataView train, IDataView test, string label)
    {
        var weights = Solve(Rows(train), [.. train.GetColumn<float>(label)]);
        return Rows(test).Zip(test.GetColumn<float>(label), (row, y) => Math.Pow(Predict(weights, row) - y, 2)).Average();
    }

    public static double RSquared(IDataView train, IDataView test, string label)
    {
        var answers = test.GetColumn<float>(label).ToList();
        var mean = answers.Average();
        return 1 - MeanSquaredError(train, test, label) / answers.Average(y => Math.Pow(y - mean, 2));
    }

    // The constant comes first.
    private static List<double[]> Rows(IDataView data) =>
        [.. data.GetColumn<float[]>("Features").Select(features => (double[])[1, .. features.Select(value => (double)value)])];

    private static double Predict(double[] weights, double[] row) => weights.Zip(row, (w, x) => w * x).Sum();

    private static double[] Solve(List<double[]> rows, float[] answers)
    {
        var size = rows[0].Length;
        var system = new double[size, size + 1];
        for (var index = 0; index < rows.Count; index++)
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++) system[i, j] += rows[index][i] * rows[index][j];
                system[i, size] += rows[index][i] * answers[index];
            }
        for (var i = 0; i < size; i++) system[i, i] = system[i, i] * (1 + 1e-9) + 1e-12;

        // Gauss and Jordan; the matrix is positive definite, so no pivot is zero.
        for (var pivot = 0; pivot < size; pivot++)
            for (var i = 0; i < size; i++)
            {
                if (i == pivot) continue;
                var factor = system[i, pivot] / system[pivot, pivot];
                for (var j = pivot; j <= size; j++) system[i, j] -= factor * system[pivot, j];
            }
        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}
