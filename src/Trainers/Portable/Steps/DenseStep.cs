using System.Numerics;
using System.Numerics.Tensors;
using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>
/// x·Wᵀ + b. A layer of few units, such as most heads, takes one dot product for each; wider ones a matrix product with W laid out so that
/// the weights of neighbouring units lie side by side. A row's numbers are the same alone and among others.
/// </summary>
internal sealed class DenseStep : PortableStep
{
    private readonly float[] _weight;
    private readonly float[]? _bias;
    private readonly int _inputs, _units, _positions;
    private readonly bool _isWide;

    private DenseStep(float[] weight, float[]? bias, int inputs, int units, int positions) : base(inputs * positions, units * positions)
    {
        (_bias, _inputs, _units, _positions) = (bias, inputs, units, positions);
        _isWide = units >= Vector<float>.Count;
        _weight = _isWide ? Transposed(weight, units, inputs) : weight;
    }

    public static DenseStep Of(LinearLayer layer, ValueList<long> input, string path, NetworkWeights weights)
    {
        var inputs = checked((int)input[^1]);
        return new DenseStep(weights.Take(path, "weight", layer.Units, inputs), layer.Bias ? weights.Take(path, "bias", layer.Units) : null,
            inputs, layer.Units, PortableLayers.Size(input) / inputs);
    }

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        if (_isWide)
        {
            MatrixProduct.Run(input, _weight, [], _bias, output, _units, _inputs, _units);
            return;
        }
        for (var unit = 0; unit < _units; unit++)
        {
            var row = _weight.AsSpan(unit * _inputs, _inputs);
            var start = _bias is null ? 0 : _bias[unit];
            for (var i = 0; i < rows * _positions; i++) output[i * _units + unit] = start + TensorPrimitives.Dot(row, input.Slice(i * _inputs, _inputs));
        }
    }

    private static float[] Transposed(float[] weight, int units, int inputs)
    {
        var transposed = new float[weight.Length];
        for (var unit = 0; unit < units; unit++)
            for (var i = 0; i < inputs; i++) transposed[i * units + unit] = weight[unit * inputs + i];
        return transposed;
    }
}
