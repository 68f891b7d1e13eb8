using System.Numerics.Tensors;

namespace MLNetGradExt.Portable;

/// <summary>PyTorch's activations over spans.</summary>
internal static class ActivationMath
{
    private const float SeluScale = 1.0507009873554805f;
    private const float SeluAlpha = 1.6732632423543772f;

    /// <summary>An elementwise activation; output and input do not overlap.</summary>
    public static void Apply(Activation function, ReadOnlySpan<float> x, Span<float> y)
    {
        switch (function)
        {
            case Activation.Relu:
                TensorPrimitives.Max(x, 0f, y);
                break;
            case Activation.LeakyRelu:
                TensorPrimitives.Multiply(x, 0.01f, y);
                TensorPrimitives.Max(x, y, y);
                break;
            case Activation.Elu:
                Exponential(x, y, 1, 1);
                break;
            case Activation.Selu:
                Exponential(x, y, SeluScale, SeluAlpha);
                break;
            case Activation.Silu:
                TensorPrimitives.Sigmoid(x, y);
                TensorPrimitives.Multiply(x, y, y);
                break;
            case Activation.Mish:
                Mish(x, y);
                break;
            case Activation.Gelu:
                Gelu(x, y);
                break;
            case Activation.Tanh:
                TensorPrimitives.Tanh(x, y);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(x, y);
                break;
            default:
                x.CopyTo(y);
                break;
        }
    }

    /// <summary>eˣⁱ / Σ eˣʲ, with the largest x taken away first so that nothing overflows; may run in place.</summary>
    public static void Softmax(ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), y);
        TensorPrimitives.Exp(y, y);
        TensorPrimitives.Divide(y, TensorPrimitives.Sum<float>(y), y);
    }

    private static void Exponential(ReadOnlySpan<float> x, Span<float> y, float scale, float alpha)
    {
        TensorPrimitives.Min(x, 0f, y);
        TensorPrimitives.ExpM1(y, y);
        for (var i = 0; i < x.Length; i++) y[i] = scale * (x[i] > 0 ? x[i] : alpha * y[i]);
    }

    private static void Mish(ReadOnlySpan<float> x, Span<float> y)
    {
        // tanh(log(1 + e)) = e(e + 2) / (e(e + 2) + 2) with e = exp(x); above 20 it is 1 in single precision.
        TensorPrimitives.Min(x, 20f, y);
        TensorPrimitives.Exp(y, y);
        for (var i = 0; i < x.Length; i++)
        {
            var n = y[i] * (y[i] + 2);
            y[i] = x[i] * (n / (n + 2));
        }
    }

    /// <summary>x·(1 + erf(x/√2))/2, the error function to 1.5e-7 (Abramowitz and Stegun, 1964, formula 7.1.26).</summary>
    private static void Gelu(ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Multiply(x, x, y);
        TensorPrimitives.Multiply(y, -0.5f, y);
        TensorPrimitives.Exp(y, y);
        for (var i = 0; i < x.Length; i++)
        {
            var t = 1 / (1 + 0.3275911 * 0.7071067811865476 * Math.Abs(x[i]));
            var tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * y[i];
            y[i] = (float)(0.5 * x[i] * (1 + Math.CopySign(1 - tail, x[i])));
        }
    }
}
