using MLNetGradExt.Networks;
using MLNetGradExt.Onnx;

namespace MLNetGradExt;

/// <summary>
/// Writes networks of layers as ONNX files (format version 8, operator set 17: ONNX 1.12 of 2022 and everything since), for ONNX Runtime
/// and all that builds on it. The number of rows stays open.
/// </summary>
public static class OnnxExport
{
    /// <summary>Writes a trained network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Takes the file.</param>
    /// <param name="options">Names, and what becomes of the outputs.</param>
    /// <exception cref="NotSupportedException">A layer can't be exported; the message names it and says why.</exception>
    public static void Write(TrainedNetwork network, Stream stream, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        // Before the weights are copied.
        LayerLists.Of(network.Recipe, network.InputShape, network.OutputSize);
        Write(network.Recipe, network.InputShape, network.OutputSize, NetworkWeights.Of(network), stream, options);
    }

    /// <summary>Writes a network of its recipe and its weights, without touching torch.</summary>
    /// <param name="recipe">The network.</param>
    /// <param name="inputShape">The shape of one row.</param>
    /// <param name="outputSize">The number of outputs.</param>
    /// <param name="weights">Parameters and buffers by name.</param>
    /// <param name="stream">Takes the file.</param>
    /// <param name="options">Names, and what becomes of the outputs.</param>
    /// <exception cref="NotSupportedException">A layer can't be exported; the message names it and says why.</exception>
    /// <exception cref="ArgumentException">The weights do not fit the recipe.</exception>
    public static void Write(Network recipe, ValueList<long> inputShape, int outputSize, NetworkWeights weights, Stream stream, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new OnnxOptions();
        var graph = new OnnxGraph();
        var input = options.Features is null ? graph.Input(options.InputName, inputShape) : Features(graph, options.Features, inputShape);
        var value = OnnxLayers.Add(graph, LayerLists.Of(recipe, inputShape, outputSize), input, inputShape, weights, "");
        if (options.Scale != 1) value = graph.Add("Mul", [value, graph.Constant(options.Scale)]);
        if (options.Shift != 0) value = graph.Add("Add", [value, graph.Constant(options.Shift)]);
        var cooled = options.Temperature == 1 ? value : graph.Add("Div", [value, graph.Constant(options.Temperature)]);
        if (options.Softmax) value = graph.Add("Softmax", [cooled], OnnxAttribute.Integer("axis", 1));
        graph.Output(options.ScoreName, value, [outputSize]);
        if (options.ProbabilityName is { } probability) graph.Output(probability, graph.Add("Sigmoid", [cooled]), [outputSize]);
        graph.WriteTo(stream, recipe.GetType().Name, $"{recipe}");
    }

    private static string Features(OnnxGraph graph, OnnxColumn features, ValueList<long> inputShape)
    {
        if (features.Size != Shapes.Elements(inputShape)) throw new ArgumentException($"The network takes rows of shape {inputShape}, but its features are {features.Size} numbers.");
        var value = features.Add(graph, []);
        return inputShape.Count == 1 ? value : graph.Add("Reshape", [value, graph.Integers([-1, .. inputShape])]);
    }
}
