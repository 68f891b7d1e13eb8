using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>
/// The adding problem: 20 steps of (number, mark), the target is the sum of the two marked numbers; untrained is 0.167. A tanh network of 32 units whose
/// recurrent weight starts with gain 1.5, batches of 32.
/// </summary>
internal sealed record AddingCase() : RepairCase("adding", "recurrent, adding problem, gain 1.5", 1500)
{
    private const int Length = 20, Units = 32, BatchSize = 32, TestRows = 1000;

    public override RepairTask Begin(int seed)
    {
        var random = new Random(1000 + seed);
        var input = Draw.Normal(random, 1 / Math.Sqrt(2), Units, 2);
        var recurrent = Draw.Normal(random, 1.5 / Math.Sqrt(Units), Units, Units);
        var bias = Draw.Constant(0, Units);
        var weight = Draw.Normal(random, 1 / Math.Sqrt(Units), 1, Units);
        var offset = Draw.Constant(0, 1);
        var batches = new Random(77 + seed);
        var (testX, testY) = Sequences(new Random(5), TestRows);

        Tensor Loss(Tensor x, Tensor y)
        {
            var h = zeros(x.shape[0], Units);
            var inputs = nn.functional.linear(x, input, bias).unbind(1);
            var turned = recurrent.t();
            for (var t = 0; t < Length; t++) h = inputs[t].addmm(h, turned).tanh();
            return (nn.functional.linear(h, weight, offset) - y).square().mean();
        }

        return new RepairTask(
            [("rnn.weight_ih", input), ("rnn.weight_hh", recurrent), ("rnn.bias_ih", bias), ("head.weight", weight), ("head.bias", offset)],
            _ =>
            {
                var (x, y) = Sequences(batches, BatchSize);
                return Loss(x, y);
            },
            () => Loss(testX, testY).item<float>());
    }

    private static (Tensor X, Tensor Y) Sequences(Random random, int rows)
    {
        var x = new float[rows * Length * 2];
        var y = new float[rows];
        for (var r = 0; r < rows; r++)
        {
            for (var t = 0; t < Length; t++) x[(r * Length + t) * 2] = random.NextSingle();
            int first = random.Next(Length / 2), second = Length / 2 + random.Next(Length / 2);
            x[(r * Length + first) * 2 + 1] = x[(r * Length + second) * 2 + 1] = 1;
            y[r] = x[(r * Length + first) * 2] + x[(r * Length + second) * 2];
        }

        return (tensor(x).view(rows, Length, 2), tensor(y).view(rows, 1));
    }
}
