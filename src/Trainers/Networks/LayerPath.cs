namespace MLNetGradExt.Networks;

/// <summary>Where layers stand: indices joined by dots, as in the parameters' names.</summary>
internal static class LayerPath
{
    public static string Of(string prefix, int index) => prefix.Length == 0 ? $"{index}" : $"{prefix}.{index}";

    /// <summary>The shape that leaves a list of layers, found without building it.</summary>
    public static ValueList<long> OutputShape(ValueList<Layer> layers, ValueList<long> input, string prefix = "")
    {
        var shape = input;
        for (var i = 0; i < layers.Count; i++) shape = layers[i].OutputShape(shape, Of(prefix, i));
        return shape;
    }
}
