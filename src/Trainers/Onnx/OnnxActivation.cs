namespace MLNetGradExt.Onnx;

/// <summary>Activations; those that the operator set lacks are composed of their formulas.</summary>
internal static class OnnxActivation
{
    public static string Add(OnnxGraph graph, Activation function, string x) => function switch
    {
        Activation.Relu => graph.Add("Relu", [x]),
        Activation.LeakyRelu => graph.Add("LeakyRelu", [x], OnnxAttribute.Number("alpha", 0.01)),
        Activation.Elu => graph.Add("Elu", [x], OnnxAttribute.Number("alpha", 1)),
        Activation.Selu => graph.Add("Selu", [x], OnnxAttribute.Number("alpha", 1.6732632423543772), OnnxAttribute.Number("gamma", 1.0507009873554805)),
        Activation.Gelu => Gelu(graph, x),
        Activation.Silu => graph.Add("Mul", [x, graph.Add("Sigmoid", [x])]),
        Activation.Mish => graph.Add("Mul", [x, graph.Add("Tanh", [graph.Add("Softplus", [x])])]),
        Activation.Tanh => graph.Add("Tanh", [x]),
        Activation.Sigmoid => graph.Add("Sigmoid", [x]),
        Activation.Softmax => graph.Add("Softmax", [x], OnnxAttribute.Integer("axis", -1)),
        _ => x,
    };

    // x·Φ(x) = x/2·(1 + erf(x/√2))
    private static string Gelu(OnnxGraph graph, string x)
    {
        var erf = graph.Add("Erf", [graph.Add("Mul", [x, graph.Constant(Math.Sqrt(0.5))])]);
        return graph.Add("Mul", [graph.Add("Mul", [x, graph.Constant(0.5)]), graph.Add("Add", [erf, graph.Constant(1)])]);
    }
}
