using System.Globalization;
using MLNetGradExt.Benchmarks.Gradients;
using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Annealing;

/// <summary>scikit-learn's breast cancer, the first so many features, a fifth of the rows drawn by the seed for testing, standardised by the others.</summary>
internal sealed class CostRows : IDisposable
{
    public CostRows(int seed, int features)
    {
        var rows = File.ReadLines(Digits.SampleData("breast_cancer.csv")).Skip(1).Select(line => line.Split(',').Select(Number).ToArray()).ToArray();
        new Random(seed).Shuffle(rows);
        var tests = rows.Length / 5;
        using var scope = NewDisposeScope();
        var all = tensor(rows.SelectMany(row => row).ToArray()).view(rows.Length, -1);
        var (x, y) = (all.narrow(1, 0, features), all.select(1, all.size(1) - 1));
        var train = x.narrow(0, tests, rows.Length - tests);
        x = (x - train.mean([0])) / train.std(0).clamp_min(1e-6);
        Test = new TensorDataset(x.narrow(0, 0, tests).clone(), y.narrow(0, 0, tests).clone());
        Train = new TensorDataset(x.narrow(0, tests, rows.Length - tests).clone(), y.narrow(0, tests, rows.Length - tests).clone());
    }

    public TensorDataset Train { get; }

    public TensorDataset Test { get; }

    private static float Number(string cell) => cell switch { "true" => 1, "false" => 0, _ => float.Parse(cell, CultureInfo.InvariantCulture) };

    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
    }
}
