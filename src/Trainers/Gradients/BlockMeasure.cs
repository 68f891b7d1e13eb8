namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Measures with tensor operations, wherever the buffers live: squares are summed within the 64-element blocks and the blocks are added up
/// by tensor. The number of operations does not depend on the number of tensors, and one small transfer brings the result back.
/// </summary>
internal sealed class BlockMeasure(ParameterBuffer buffer) : ITensorMeasure
{
    private readonly BlockMap _map = new(buffer);

    public void Measure(Span<double> gradientNorms, Span<double> parameterNorms, Span<double> innerProducts)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        // Sums in double: the squares of vanishing and exploding gradients leave the range of a float.
        var gradients = buffer.Gradients.to(ScalarType.Float64);
        var values = buffer.Values.to(ScalarType.Float64);
        var sums = stack([_map.SumByTensor(gradients * gradients), _map.SumByTensor(values * values), _map.SumByTensor(gradients * values)]);
        var host = sums.cpu().data<double>().ToArray();
        var count = gradientNorms.Length;
        for (var i = 0; i < count; i++)
        {
            gradientNorms[i] = Math.Sqrt(host[i]);
            parameterNorms[i] = Math.Sqrt(host[count + i]);
            innerProducts[i] = host[2 * count + i];
        }
    }

    public void Dispose() => _map.Dispose();
}
