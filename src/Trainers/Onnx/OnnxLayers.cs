using MLNetGradExt.Networks;

namespace MLNetGradExt.Onnx;

/// <summary>Turns layers into nodes.</summary>
internal static class OnnxLayers
{
    /// <summary>Adds a list of layers behind a value; gives the value that leaves them.</summary>
    /// <exception cref="NotSupportedException">A layer can't be exported; the message names it.</exception>
    public static string Add(OnnxGraph graph, ValueList<Layer> layers, string value, ValueList<long> input, NetworkWeights weights, string prefix)
    {
        var shape = input;
        for (var i = 0; i < layers.Count; i++)
        {
            var path = LayerPath.Of(prefix, i);
            var output = layers[i].OutputShape(shape, path);
            value = Add(graph, layers[i], value, shape, output, weights, path);
            shape = output;
        }
        return value;
    }

    private static string Add(OnnxGraph graph, Layer layer, string x, ValueList<long> input, ValueList<long> output, NetworkWeights weights, string path) => layer switch
    {
        LinearLayer linear => OnnxLinear.Add(graph, linear, x, input, weights, path),
        EmbeddingLayer embedding => OnnxLinear.Add(graph, embedding, x, weights, path),
        ActivationLayer activation => OnnxActivation.Add(graph, activation.Function, x),
        BatchNormLayer batch => OnnxNormalization.Add(graph, batch, x, input, weights, path),
        LayerNormLayer layerNorm => OnnxNormalization.Add(graph, layerNorm, x, input, weights, path),
        GroupNormLayer group => OnnxNormalization.Add(graph, group, x, input, weights, path),
        Conv2dLayer convolution => OnnxImages.Add(graph, convolution, x, input, weights, path),
        MaxPool2dLayer pool => OnnxImages.Add(graph, pool, x),
        GlobalAveragePoolLayer => graph.Add("ReduceMean", [x], OnnxAttribute.Integers("axes", [.. Enumerable.Range(2, input.Count - 1)]), OnnxAttribute.Integer("keepdims", 0)),
        FlattenLayer => graph.Add("Flatten", [x], OnnxAttribute.Integer("axis", 1)),
        ReshapeLayer => graph.Add("Reshape", [x, graph.Integers([-1, .. output])]),
        ResidualLayer residual => graph.Add("Add",
        [
            Add(graph, residual.Shortcut, x, input, weights, path + ".shortcut"),
            Add(graph, residual.Body, x, input, weights, path + ".body"),
        ]),
        DropoutLayer or SpatialDropoutLayer => x,
        _ => throw new NotSupportedException($"Layer {path} ({layer.GetType().Name}, {input} to {output}) can't be exported to ONNX: "
            + (layer.GetType().Assembly == typeof(Layer).Assembly ? "the export has no such layer." : "it is a layer of your own, of which only its torch module is known.")),
    };
}
