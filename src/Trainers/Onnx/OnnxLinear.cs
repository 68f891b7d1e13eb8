using MLNetGradExt.Networks;

namespace MLNetGradExt.Onnx;

/// <summary>Products with a matrix, and rows of one.</summary>
internal static class OnnxLinear
{
    /// <summary>Gemm for vectors; MatMul and Add where rows have more dimensions, which Gemm does not take.</summary>
    public static string Add(OnnxGraph graph, LinearLayer layer, string x, ValueList<long> input, NetworkWeights weights, string path)
    {
        int units = layer.Units, inputs = checked((int)input[^1]);
        var weight = weights.Take(path, "weight", units, inputs);
        var bias = layer.Bias ? graph.Constant([units], weights.Take(path, "bias", units)) : null;
        if (input.Count == 1)
        {
            var matrix = graph.Constant([units, inputs], weight);
            return graph.Add("Gemm", bias is null ? [x, matrix] : [x, matrix, bias], OnnxAttribute.Integer("transB", 1));
        }
        var product = graph.Add("MatMul", [x, graph.Constant([inputs, units], Transposed(weight, units, inputs))]);
        return bias is null ? product : graph.Add("Add", [product, bias]);
    }

    /// <summary>Gather; features are floating numbers, so they become indices first.</summary>
    public static string Add(OnnxGraph graph, EmbeddingLayer layer, string x, NetworkWeights weights, string path)
    {
        const int int64 = 7;
        var table = graph.Constant([layer.Count, layer.Dimension], weights.Take(path, "weight", layer.Count, layer.Dimension));
        return graph.Add("Gather", [table, graph.Add("Cast", [x], OnnxAttribute.Integer("to", int64))], OnnxAttribute.Integer("axis", 0));
    }

    private static float[] Transposed(float[] matrix, int rows, int columns)
    {
        var turned = new float[matrix.Length];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) turned[c * rows + r] = matrix[r * columns + c];
        return turned;
    }
}
