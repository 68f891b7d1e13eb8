using MLNetGradExt.Networks;

namespace MLNetGradExt.Onnx;

/// <summary>Sliding windows over images.</summary>
internal static class OnnxImages
{
    public static string Add(OnnxGraph graph, Conv2dLayer layer, string x, ValueList<long> input, NetworkWeights weights, string path)
    {
        var kernels = graph.Constant([layer.Channels, input[0], layer.Kernel, layer.Kernel], weights.Take(path, "weight", layer.Channels, input[0], layer.Kernel, layer.Kernel));
        string[] inputs = layer.Bias ? [x, kernels, graph.Constant([layer.Channels], weights.Take(path, "bias", layer.Channels))] : [x, kernels];
        return graph.Add("Conv", inputs, Windows(layer.Kernel, layer.Stride, layer.Padding));
    }

    public static string Add(OnnxGraph graph, MaxPool2dLayer layer, string x) => graph.Add("MaxPool", [x], Windows(layer.Kernel, layer.Stride, layer.Padding));

    private static OnnxAttribute[] Windows(long kernel, long stride, long padding) =>
    [
        OnnxAttribute.Integers("kernel_shape", kernel, kernel),
        OnnxAttribute.Integers("strides", stride, stride),
        OnnxAttribute.Integers("pads", padding, padding, padding, padding),
    ];
}
