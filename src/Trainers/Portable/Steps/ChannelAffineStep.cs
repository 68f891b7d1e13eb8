using System.Numerics.Tensors;
using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>Batch normalisation in evaluation: a factor and a summand for each channel, found once from the running statistics.</summary>
internal sealed class ChannelAffineStep(float[] factor, float[] summand, int positions) : PortableStep(factor.Length * positions, factor.Length * positions)
{
    public static ChannelAffineStep Of(BatchNormLayer layer, ValueList<long> input, string path, NetworkWeights weights)
    {
        var channels = input[0];
        float[] gamma = weights.Take(path, "weight", channels), beta = weights.Take(path, "bias", channels);
        float[] mean = weights.Take(path, "running_mean", channels), variance = weights.Take(path, "running_var", channels);
        float[] factor = new float[channels], summand = new float[channels];
        for (var c = 0; c < channels; c++)
        {
            var scale = gamma[c] / Math.Sqrt(variance[c] + layer.Epsilon);
            (factor[c], summand[c]) = ((float)scale, (float)(beta[c] - mean[c] * scale));
        }
        return new ChannelAffineStep(factor, summand, PortableLayers.Size(input) / factor.Length);
    }

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        for (var start = 0; start < input.Length; start += InputSize) Channels.Affine(input.Slice(start, InputSize), factor, summand, positions, output.Slice(start, InputSize));
    }
}

/// <summary>Arithmetic on one row of channels.</summary>
internal static class Channels
{
    /// <summary>x·factor + summand by channel, [channels, positions]; may run in place.</summary>
    public static void Affine(ReadOnlySpan<float> x, float[] factor, float[] summand, int positions, Span<float> y)
    {
        if (positions == 1) TensorPrimitives.MultiplyAdd(x, factor, summand, y);
        else
            for (var c = 0; c < factor.Length; c++)
            {
                var place = y.Slice(c * positions, positions);
                TensorPrimitives.Multiply(x.Slice(c * positions, positions), factor[c], place);
                TensorPrimitives.Add(place, summand[c], place);
            }
    }

    /// <summary>(x − μ)/√(σ² + ε) with the span's own mean and (biased) variance; may not run in place.</summary>
    public static void Standardize(ReadOnlySpan<float> x, double epsilon, Span<float> y)
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Sum(x) / x.Length, y);
        var variance = TensorPrimitives.SumOfSquares<float>(y) / (double)x.Length;
        TensorPrimitives.Multiply(y, (float)(1 / Math.Sqrt(variance + epsilon)), y);
    }
}
