using System.Globalization;
using MLNetGradExt.Benchmarks.Gradients;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Annealing;

/// <summary>The noisy sine: 800 rows to train on, 200 to test.</summary>
internal sealed class SineRows
{
    public SineRows()
    {
        var rows = File.ReadLines(Digits.SampleData("sine-1024.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        ((X, Y), (TestX, TestY)) = (Columns(rows, "train"), Columns(rows, "test"));
    }

    public Tensor X { get; }

    public Tensor Y { get; }

    public Tensor TestX { get; }

    public Tensor TestY { get; }

    /// <summary>The mean squared errors of a network on both parts.</summary>
    public (double Train, double Test) Judge(Func<Tensor, Tensor> network) => (Error(network, X, Y), Error(network, TestX, TestY));

    private static double Error(Func<Tensor, Tensor> network, Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return (network(x).squeeze(1).to_type(ScalarType.Float64) - y).square().mean().item<double>();
    }

    private static (Tensor X, Tensor Y) Columns(string[][] rows, string split)
    {
        var chosen = rows.Where(r => r[2] == split).ToArray();
        Tensor Column(int i) => tensor(chosen.Select(r => (float)double.Parse(r[i], CultureInfo.InvariantCulture)).ToArray());
        return (Column(0).view(-1, 1), Column(1));
    }
}
