using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>Random tensors from a seeded generator of .NET, the same on every stack.</summary>
internal static class Draw
{
    public static Parameter Normal(Random random, double deviation, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return new Parameter(tensor(values).view(shape));
    }

    public static Parameter Uniform(Random random, double bound, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++) values[i] = (float)(bound * (2 * random.NextDouble() - 1));
        return new Parameter(tensor(values).view(shape));
    }

    public static Parameter Constant(double value, params long[] shape) => new(full(shape, value, ScalarType.Float32));

    public static Tensor Indices(Random random, int count, int below)
    {
        var rows = new long[count];
        for (var i = 0; i < count; i++) rows[i] = random.Next(below);
        return tensor(rows);
    }
}
