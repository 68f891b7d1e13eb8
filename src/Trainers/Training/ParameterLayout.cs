using TorchSharp.Modules;

namespace MLNetGradExt.Training;

/// <summary>Lays parameters out in blocks and finds each bias' weight by name: <c>3.bias</c> belongs to <c>3.weight</c>, <c>lstm.bias_ih_l0</c> to <c>lstm.weight_ih_l0</c>.</summary>
internal static class ParameterLayout
{
    public static ParameterSlice[] Of(IReadOnlyList<(string Name, Parameter Parameter)> parameters)
    {
        var shapes = parameters.Select(p => new ValueList<long>(p.Parameter.shape)).ToArray();
        var weights = new Dictionary<string, int>();
        for (var i = 0; i < shapes.Length; i++)
            if (shapes[i].Count >= 2) weights[parameters[i].Name] = i;

        var slices = new ParameterSlice[shapes.Length];
        long offset = 0;
        for (var i = 0; i < slices.Length; i++)
        {
            var (name, shape) = (parameters[i].Name, shapes[i]);
            var length = Length(shape);
            int? weight = shape.Count == 1 && weights.TryGetValue(WeightName(name), out var found) ? found : null;
            var kind = shape.Count >= 2 ? ParameterKind.Weight : weight is null ? ParameterKind.Other : ParameterKind.Bias;
            var fanIn = kind == ParameterKind.Other ? 1 : FanIn(shapes[weight ?? i]);
            slices[i] = new ParameterSlice(i, name, shape, offset, length, kind, weight, fanIn);
            offset = slices[i].End;
        }
        return slices;
    }

    private static string WeightName(string bias)
    {
        var dot = bias.LastIndexOf('.') + 1;
        return string.Concat(bias.AsSpan(0, dot), bias[dot..].Replace("bias", "weight"));
    }

    private static long Length(ValueList<long> shape)
    {
        long length = 1;
        foreach (var size in shape) length *= size;
        return length;
    }

    private static long FanIn(ValueList<long> shape) => Math.Max(1, Length(shape) / Math.Max(1, shape[0]));
}
