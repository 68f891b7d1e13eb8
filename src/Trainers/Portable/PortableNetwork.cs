using System.Numerics.Tensors;
using MLNetGradExt.Networks;
using MLNetGradExt.Portable;

namespace MLNetGradExt;

/// <summary>
/// A network that scores with System.Numerics.Tensors alone: no libtorch, no lock, no allocation but rented buffers, and quicker than
/// torch for single rows. Any number of threads may share one.
/// </summary>
/// <remarks>
/// It carries every layer of this library: dense, convolutional, pooling, normalisation, activation, dropout, embedding, reshaping and
/// residual. For big batches of wide networks torch is the better engine.
/// </remarks>
public sealed class PortableNetwork
{
    // A block's intermediate values stay in the second-level cache.
    private const int BlockNumbers = 1 << 16;
    private const int BlockRows = 64;

    private readonly PortableStack _stack;
    private readonly int _blockRows;

    /// <summary>Makes a network of its recipe and its weights, without touching torch.</summary>
    /// <param name="recipe">The network.</param>
    /// <param name="inputShape">The shape of one row.</param>
    /// <param name="outputSize">The number of outputs.</param>
    /// <param name="weights">Parameters and buffers by name.</param>
    /// <exception cref="NotSupportedException">A layer can't be carried; the message names it and says why.</exception>
    /// <exception cref="ArgumentException">The weights do not fit the recipe.</exception>
    public PortableNetwork(Network recipe, ValueList<long> inputShape, int outputSize, NetworkWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        (Recipe, InputShape, OutputSize, Weights) = (recipe, inputShape, outputSize, weights);
        _stack = PortableLayers.Compile(LayerLists.Of(recipe, inputShape, outputSize), inputShape, weights, "");
        if (_stack.OutputSize != outputSize) throw new ArgumentException($"The network ends in {_stack.OutputSize} numbers, but {outputSize} output(s) are needed.", nameof(outputSize));
        _blockRows = Math.Clamp(BlockNumbers / _stack.Widest, 1, BlockRows);
    }

    /// <summary>A copy of a trained network.</summary>
    /// <exception cref="NotSupportedException">A layer can't be carried; the message names it and says why.</exception>
    public static PortableNetwork Of(TrainedNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new PortableNetwork(network.Recipe, network.InputShape, network.OutputSize, NetworkWeights.Of(network));
    }

    /// <summary>The recipe.</summary>
    public Network Recipe { get; }

    /// <summary>The shape of one row.</summary>
    public ValueList<long> InputShape { get; }

    /// <summary>The numbers of one row.</summary>
    public int InputSize => _stack.InputSize;

    /// <summary>The number of outputs.</summary>
    public int OutputSize { get; }

    /// <summary>The weights; shared, not copied.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>The raw outputs (logits, not probabilities) of some rows.</summary>
    /// <param name="features">Rows of <see cref="InputSize"/> numbers, one behind another.</param>
    /// <param name="outputs">Takes rows of <see cref="OutputSize"/> numbers.</param>
    /// <exception cref="ArgumentException">The features are no whole rows, or the outputs have no room.</exception>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        var rows = features.Length / InputSize;
        if (rows * InputSize != features.Length) throw new ArgumentException($"The network takes rows of {InputSize} numbers, but the features are {features.Length}.", nameof(features));
        if (outputs.Length < (long)rows * OutputSize) throw new ArgumentException($"The outputs need room for {rows} times {OutputSize} numbers, but have {outputs.Length}.", nameof(outputs));
        for (var row = 0; row < rows; row += _blockRows)
        {
            var count = Math.Min(_blockRows, rows - row);
            _stack.Run(features.Slice(row * InputSize, count * InputSize), outputs.Slice(row * OutputSize, count * OutputSize), count);
        }
    }

    /// <summary>The outputs of some rows, each row turned into probabilities that sum to 1.</summary>
    /// <param name="features">Rows of <see cref="InputSize"/> numbers, one behind another.</param>
    /// <param name="outputs">Takes rows of <see cref="OutputSize"/> numbers.</param>
    /// <param name="temperature">What outputs are divided by before; see <see cref="TemperatureScaling"/>.</param>
    /// <exception cref="ArgumentException">The features are no whole rows, or the outputs have no room.</exception>
    public void PredictProbabilities(ReadOnlySpan<float> features, Span<float> outputs, float temperature = 1)
    {
        Predict(features, outputs);
        var written = outputs[..(features.Length / InputSize * OutputSize)];
        if (temperature != 1) TensorPrimitives.Divide(written, temperature, written);
        for (var start = 0; start < written.Length; start += OutputSize) ActivationMath.Softmax(written.Slice(start, OutputSize), written.Slice(start, OutputSize));
    }
}
