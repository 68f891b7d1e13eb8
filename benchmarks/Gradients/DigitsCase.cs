using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>
/// A 32-wide fully-connected network on the digits, batches of 32. A gain g draws weights from N(0, g²/fan-in) with zero biases; without one the
/// layers start as PyTorch's Linear does. "residual" is a pre-activation residual network with batch normalisation.
/// </summary>
internal sealed record DigitsCase(string Name, string Title, int Steps, string Activation, int Layers, double? Gain) : RepairCase(Name, Title, Steps)
{
    private const int Width = 32, Classes = 10, BatchSize = 32;

    public bool Spikes { get; init; }

    public override RepairTask Begin(int seed)
    {
        var random = new Random(1000 + seed);
        var batches = new Random(77 + seed);
        var parameters = new List<(string, Parameter)>();
        var training = true;
        var network = Activation == "residual" ? Residual(random, parameters, () => training) : Plain(random, parameters);

        Tensor Loss(int step)
        {
            var rows = Draw.Indices(batches, BatchSize, (int)Digits.X.shape[0]);
            var x = Digits.X.index_select(0, rows);
            if (Spikes && step % 50 == 49) x = x * 1000;
            if (Spikes && step % 100 == 99) x = x * double.NaN;
            return nn.functional.cross_entropy(network(x), Digits.Y.index_select(0, rows));
        }

        double TestLoss()
        {
            training = false;
            return nn.functional.cross_entropy(network(Digits.TestX), Digits.TestY).item<float>();
        }

        return new RepairTask(parameters, Loss, TestLoss);
    }

    private Func<Tensor, Tensor> Plain(Random random, List<(string, Parameter)> parameters)
    {
        var layers = new List<(Parameter Weight, Parameter Bias)>();
        for (var i = 0; i < Layers; i++)
        {
            long fanIn = i == 0 ? 64 : Width, units = i == Layers - 1 ? Classes : Width;
            var bound = 1 / Math.Sqrt(fanIn);
            var weight = Gain is { } gain ? Draw.Normal(random, gain * bound, units, fanIn) : Draw.Uniform(random, bound, units, fanIn);
            var bias = Gain is null ? Draw.Uniform(random, bound, units) : Draw.Constant(0, units);
            layers.Add((weight, bias));
            parameters.Add(($"layers.{i}.weight", weight));
            parameters.Add(($"layers.{i}.bias", bias));
        }

        return x =>
        {
            for (var i = 0; i < layers.Count; i++)
            {
                x = nn.functional.linear(x, layers[i].Weight, layers[i].Bias);
                if (i < layers.Count - 1) x = Activation switch { "tanh" => x.tanh(), "sigmoid" => x.sigmoid(), _ => x.relu() };
            }

            return x;
        };
    }

    private Func<Tensor, Tensor> Residual(Random random, List<(string, Parameter)> parameters, Func<bool> training)
    {
        Parameter Add(string name, Parameter parameter)
        {
            parameters.Add((name, parameter));
            return parameter;
        }

        Func<Tensor, Tensor> Linear(string name, int fanIn, int units)
        {
            var weight = Add($"{name}.weight", Draw.Normal(random, Math.Sqrt(2.0 / fanIn), units, fanIn));
            var bias = Add($"{name}.bias", Draw.Constant(0, units));
            return x => nn.functional.linear(x, weight, bias);
        }

        Func<Tensor, Tensor> Norm(string name)
        {
            var weight = Add($"{name}.weight", Draw.Constant(1, Width));
            var bias = Add($"{name}.bias", Draw.Constant(0, Width));
            Tensor mean = zeros(Width), variance = ones(Width);
            return x => nn.functional.batch_norm(x, mean, variance, weight, bias, training());
        }

        var stem = Linear("stem", 64, Width);
        var blocks = Enumerable.Range(0, Layers).Select(i => (First: Norm($"blocks.{i}.norm1"), A: Linear($"blocks.{i}.linear1", Width, Width),
            Second: Norm($"blocks.{i}.norm2"), B: Linear($"blocks.{i}.linear2", Width, Width))).ToArray();
        var last = Norm("norm");
        var head = Linear("head", Width, Classes);
        return x =>
        {
            x = stem(x);
            foreach (var block in blocks) x = x + block.B(block.Second(block.A(block.First(x).relu())).relu());
            return head(last(x).relu());
        };
    }
}
