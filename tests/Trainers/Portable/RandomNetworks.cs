using MLNetGradExt.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Portable;

/// <summary>
/// Random recipes with random weights: every layer that can be carried, nested and in any order that fits. Normalised are at least
/// three numbers: two that happen to be nearly equal have no difference worth comparing.
/// </summary>
internal sealed class RandomNetworks(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A network over vectors, sequences, indices or images.</summary>
    public (Network Recipe, ValueList<long> Input, int Outputs, bool Indices) Next()
    {
        var outputs = _random.Next(1, 5);
        switch (_random.Next(7))
        {
            case 0:
                return (Mlp(), [_random.Next(1, 9)], outputs, false);
            case 1:
                return (Network.ResidualMlp(4 * _random.Next(1, 5), _random.Next(1, 4), 0.1, Any()), [_random.Next(1, 9)], outputs, false);
            case 2:
                int dimension = _random.Next(3, 6), places = _random.Next(1, 4);
                return (Network.Sequential([Layer.Embedding(10, dimension), .. Body([places, dimension], 3)]), [places], outputs, true);
            case 3:
                ValueList<long> sequence = [_random.Next(1, 5), 4];
                return (Network.Sequential([.. Body(sequence, 4), Layer.GlobalAveragePool()]), sequence, outputs, false);
            case 4:
                ValueList<long> vector = [4 * _random.Next(1, 4)];
                return (Network.Sequential(Body(vector, 6)), vector, outputs, false);
            default:
                ValueList<long> image = [_random.Next(1, 4), _random.Next(3, 12), _random.Next(3, 20)];
                return (Network.Sequential(Image(image, _random.Next(1, 6))), image, outputs, false);
        }
    }

    /// <summary>A trained-looking network: weights and running statistics are no longer what they started as.</summary>
    public static TrainedNetwork Trained(Network recipe, ValueList<long> input, int outputs, bool indices, int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var module = recipe.Build(new NetworkContext(input, outputs, generator, CPU));
        using (no_grad())
        {
            foreach (var parameter in module.parameters()) parameter.add_(randn(parameter.shape, generator: generator).mul_(0.2));
            module.train();
            for (var i = 0; i < 3; i++) module.call(Rows(16, input, indices, generator));
        }
        return new TrainedNetwork(recipe, input, outputs, module, CPU);
    }

    public static Tensor Rows(int count, ValueList<long> input, bool indices, torch.Generator generator) =>
        indices ? randint(0L, 10L, (long[])[count, .. input], ScalarType.Float32, CPU, generator: generator) : randn([count, .. input], generator: generator).mul_(2);

    private Mlp Mlp() => Network.Mlp([.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => _random.Next(3, 9))]) with
    {
        Activation = Any(), Dropout = 0.2, Residual = _random.Next(2) == 0, Normalization = (Normalization)_random.Next(3),
    };

    private Activation Any()
    {
        var all = Enum.GetValues<Activation>();
        return all[_random.Next(all.Length)];
    }

    private Layer[] Image(ValueList<long> shape, int count)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < count; i++)
        {
            var smallest = (int)Math.Min(shape[1], shape[2]);
            var kernel = _random.Next(1, Math.Min(5, smallest) + 1);
            layers.Add(_random.Next(8) switch
            {
                0 => Layer.MaxPool2d(kernel, _random.Next(2) == 0 ? null : _random.Next(1, 4), _random.Next(kernel / 2 + 1)),
                1 => Layer.BatchNorm(),
                2 when shape[0] % 2 == 0 && smallest > 2 => Layer.GroupNorm(2),
                3 => Layer.Activation(Any()),
                4 => Layer.Residual([Layer.Conv2d((int)shape[0], 3, 1, 1), Layer.Activation(Any())]),
                5 => Layer.Residual([Layer.Conv2d(4, 3, 2, 1), Layer.BatchNorm()], [Layer.Conv2d(4, 1, 2, bias: false)]),
                _ => Layer.Conv2d(_random.Next(1, 8), kernel, _random.Next(1, 4), _random.Next(4), bias: _random.Next(3) > 0),
            });
            shape = layers[^1].OutputShape(shape, "");
        }
        if (_random.Next(2) == 0) layers.Add(Layer.GlobalAveragePool());
        return [.. layers];
    }

    private Layer[] Body(ValueList<long> shape, int most, bool keep = false)
    {
        var layers = new List<Layer>();
        for (var i = _random.Next(1, most + 1); i > 0; i--)
        {
            layers.Add(_random.Next(9) switch
            {
                0 => Layer.Activation(Any()),
                1 => Layer.Dropout(0.3),
                2 => Layer.BatchNorm(),
                3 => Layer.LayerNorm(),
                4 => Layer.GroupNorm(1),
                5 when most > 1 => Layer.Residual(Body(shape, most - 1, keep: true)),
                6 when most > 1 && !keep => Layer.Residual([Layer.Linear(4), Layer.Activation(Any())], [Layer.Linear(4, bias: false)]),
                7 when shape.Count == 2 => Layer.SpatialDropout1d(0.1),
                _ => keep ? Layer.Linear((int)shape[^1]) : Layer.Linear(4),
            });
            if (layers[^1] is LinearLayer or ResidualLayer && !keep) shape = layers[^1].OutputShape(shape, "");
        }
        return [.. layers];
    }
}
