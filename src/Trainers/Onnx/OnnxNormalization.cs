using MLNetGradExt.Networks;

namespace MLNetGradExt.Onnx;

/// <summary>Normalisation, as in evaluation.</summary>
internal static class OnnxNormalization
{
    public static string Add(OnnxGraph graph, BatchNormLayer layer, string x, ValueList<long> input, NetworkWeights weights, string path)
    {
        return graph.Add("BatchNormalization", [x, Vector("weight"), Vector("bias"), Vector("running_mean"), Vector("running_var")], OnnxAttribute.Number("epsilon", layer.Epsilon));

        string Vector(string name) => graph.Constant([input[0]], weights.Take(path, name, input[0]));
    }

    public static string Add(OnnxGraph graph, LayerNormLayer layer, string x, ValueList<long> input, NetworkWeights weights, string path) => graph.Add("LayerNormalization",
        [x, graph.Constant([input[^1]], weights.Take(path, "weight", input[^1])), graph.Constant([input[^1]], weights.Take(path, "bias", input[^1]))],
        OnnxAttribute.Integer("axis", -1), OnnxAttribute.Number("epsilon", layer.Epsilon));

    /// <summary>Instance normalisation of [N, groups, members], put back into shape, then scaled and shifted by channel.</summary>
    public static string Add(OnnxGraph graph, GroupNormLayer layer, string x, ValueList<long> input, NetworkWeights weights, string path)
    {
        var ones = new float[layer.Groups];
        Array.Fill(ones, 1);
        var grouped = graph.Add("Reshape", [x, graph.Integers(0, layer.Groups, -1)]);
        var normal = graph.Add("InstanceNormalization", [grouped, graph.Constant([layer.Groups], ones), graph.Constant([layer.Groups], new float[layer.Groups])], OnnxAttribute.Number("epsilon", layer.Epsilon));
        var back = graph.Add("Reshape", [normal, graph.Integers([-1, .. input])]);
        ValueList<long> channels = [input[0], .. Enumerable.Repeat(1L, input.Count - 1)];
        var scaled = graph.Add("Mul", [back, graph.Constant(channels, weights.Take(path, "weight", input[0]))]);
        return graph.Add("Add", [scaled, graph.Constant(channels, weights.Take(path, "bias", input[0]))]);
    }
}
