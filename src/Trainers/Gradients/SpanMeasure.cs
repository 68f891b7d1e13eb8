namespace MLNetGradExt.Gradients;

using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNetGradExt.Training;
using static TorchSharp.torch;

/// <summary>
/// Measures by reading the processor's memory with vector instructions. For the small networks that ML.NET users train
/// this takes a few microseconds where ten tensor operations take twenty or more.
/// </summary>
internal sealed class SpanMeasure(ParameterBuffer buffer) : ITensorMeasure
{
    public static bool Suits(ParameterBuffer buffer) =>
        buffer.Values.device_type == TorchSharp.DeviceType.CPU && buffer.Values.dtype == ScalarType.Float32
        && buffer.Values.NumberOfElements * sizeof(float) <= int.MaxValue;

    public void Measure(Span<double> gradientNorms, Span<double> parameterNorms, Span<double> innerProducts)
    {
        var gradients = MemoryMarshal.Cast<byte, float>(buffer.Gradients.bytes);
        var values = MemoryMarshal.Cast<byte, float>(buffer.Values.bytes);
        for (var i = 0; i < gradientNorms.Length; i++)
        {
            var slice = buffer.Slices[i];
            var gradient = gradients.Slice((int)slice.Offset, (int)slice.Length);
            var value = values.Slice((int)slice.Offset, (int)slice.Length);
            gradientNorms[i] = Norm(gradient);
            parameterNorms[i] = Norm(value);
            innerProducts[i] = TensorPrimitives.Dot<float>(gradient, value);
        }
    }

    public void Dispose() { }

    // Squares of floats leave the range of floats below 1e-22 and above 1e19, and vanishing and exploding gradients go there:
    // outside a safe middle the norm is taken of the elements divided by the largest.
    private static double Norm(ReadOnlySpan<float> x)
    {
        var squares = TensorPrimitives.SumOfSquares(x);
        if (squares is > 1e-25f and < 1e37f) return Math.Sqrt(squares);
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude(x));
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        double sum = 0;
        foreach (var element in x)
        {
            var scaled = element / largest;
            sum += scaled * scaled;
        }

        return largest * Math.Sqrt(sum);
    }
}
