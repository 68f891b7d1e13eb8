using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>Turns layers into steps.</summary>
internal static class PortableLayers
{
    /// <summary>The steps of a list of layers; a layer that changes nothing in evaluation leaves none.</summary>
    /// <exception cref="NotSupportedException">A layer can't be carried.</exception>
    public static PortableStack Compile(ValueList<Layer> layers, ValueList<long> input, NetworkWeights weights, string prefix)
    {
        var steps = new List<PortableStep>();
        var shape = input;
        for (var i = 0; i < layers.Count; i++)
        {
            var path = LayerPath.Of(prefix, i);
            var output = layers[i].OutputShape(shape, path);
            if (Step(layers[i], shape, output, path, weights) is { } step) steps.Add(step);
            shape = output;
        }
        return new PortableStack([.. steps], Size(input), Size(shape));
    }

    /// <summary>The numbers of a row of a shape.</summary>
    public static int Size(ValueList<long> shape) => checked((int)Shapes.Elements(shape));

    private static PortableStep? Step(Layer layer, ValueList<long> input, ValueList<long> output, string path, NetworkWeights weights) => layer switch
    {
        LinearLayer linear => DenseStep.Of(linear, input, path, weights),
        ActivationLayer { Function: Activation.Identity } => null,
        ActivationLayer activation => new ActivationStep(activation.Function, input),
        BatchNormLayer batch => ChannelAffineStep.Of(batch, input, path, weights),
        LayerNormLayer layerNorm => LayerNormStep.Of(layerNorm, input, path, weights),
        GroupNormLayer group => GroupNormStep.Of(group, input, path, weights),
        EmbeddingLayer embedding => EmbeddingStep.Of(embedding, input, path, weights),
        Conv2dLayer convolution => ConvolutionStep.Of(convolution, input, output, path, weights),
        MaxPool2dLayer pool => new MaxPoolStep(pool, input, output),
        GlobalAveragePoolLayer => new AverageStep(input),
        ResidualLayer residual => ResidualStep.Of(residual, input, path, weights),
        DropoutLayer or SpatialDropoutLayer or FlattenLayer or ReshapeLayer => null,
        _ => throw new NotSupportedException($"Layer {path} ({layer.GetType().Name}, {input} to {output}) can't be scored without torch: "
            + (layer.GetType().Assembly == typeof(Layer).Assembly ? "portable scoring has no such layer." : "it is a layer of your own, of which only its torch module is known.")),
    };
}
