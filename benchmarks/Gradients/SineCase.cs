using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>A straight line through the noisy sine, all 800 rows at each step; least squares reaches 0.4547 on the test rows.</summary>
internal sealed record SineCase() : RepairCase("sine", "healthy: linear sine", 1000)
{
    public override RepairTask Begin(int seed)
    {
        var rows = File.ReadLines(Digits.SampleData("sine-1024.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        var (x, y) = Columns(rows, "train");
        var (testX, testY) = Columns(rows, "test");
        var random = new Random(1000 + seed);
        var weight = Draw.Uniform(random, 1, 1, 1);
        var bias = Draw.Uniform(random, 1, 1);
        Tensor Loss(Tensor a, Tensor b) => (nn.functional.linear(a, weight, bias) - b).square().mean();
        return new RepairTask([("weight", weight), ("bias", bias)], _ => Loss(x, y), () => Loss(testX, testY).item<float>());
    }

    private static (Tensor X, Tensor Y) Columns(string[][] rows, string split)
    {
        var chosen = rows.Where(r => r[2] == split).ToArray();
        Tensor Column(int i) => tensor(chosen.Select(r => (float)double.Parse(r[i], CultureInfo.InvariantCulture)).ToArray()).view(-1, 1);
        return (Column(0), Column(1));
    }
}
