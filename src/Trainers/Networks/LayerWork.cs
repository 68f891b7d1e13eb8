namespace MLNetGradExt.Networks;

/// <summary>What a forward pass of one row costs.</summary>
internal static class LayerWork
{
    /// <summary>Products of numbers, with one for each number of a layer that multiplies nothing.</summary>
    public static long Of(ValueList<Layer> layers, ValueList<long> input)
    {
        long work = 0;
        var shape = input;
        foreach (var layer in layers)
        {
            var output = layer.OutputShape(shape, "");
            work += layer switch
            {
                LinearLayer => Shapes.Elements(output) * shape[^1],
                Conv2dLayer convolution => Shapes.Elements(output) * shape[0] * convolution.Kernel * convolution.Kernel,
                ResidualLayer residual => Of(residual.Body, shape) + Of(residual.Shortcut, shape),
                _ => Shapes.Elements(output),
            };
            shape = output;
        }
        return work;
    }
}
