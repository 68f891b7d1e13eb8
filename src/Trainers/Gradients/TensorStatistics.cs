namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;

/// <summary>
/// The norm of every gradient and of every parameter, and the inner product of the two: one number a tensor, on the processor,
/// from one pass over the flat buffers.
/// </summary>
public sealed class TensorStatistics : IDisposable
{
    private readonly double[] _gradient, _parameter, _inner;
    private readonly ITensorMeasure _measure;

    /// <summary>Prepares the measurement of one set of parameters.</summary>
    public TensorStatistics(ParameterBuffer buffer)
    {
        var count = buffer.Slices.Count;
        (_gradient, _parameter, _inner) = (new double[count], new double[count], new double[count]);
        _measure = SpanMeasure.Suits(buffer) ? new SpanMeasure(buffer) : new BlockMeasure(buffer);
    }

    /// <summary>‖∇θ‖₂ of each tensor; NaN or infinite when an element is.</summary>
    public ReadOnlySpan<double> GradientNorms => _gradient;

    /// <summary>‖θ‖₂ of each tensor.</summary>
    public ReadOnlySpan<double> ParameterNorms => _parameter;

    /// <summary>⟨∇θ, θ⟩ of each tensor.</summary>
    public ReadOnlySpan<double> InnerProducts => _inner;

    /// <summary>Whether no gradient holds NaN or infinity.</summary>
    public bool AllFinite { get; private set; } = true;

    /// <summary>Whether tensor <paramref name="index"/>'s gradient holds neither NaN nor infinity.</summary>
    public bool IsFinite(int index) => double.IsFinite(_gradient[index]);

    /// <summary>Measures the buffers as they are now.</summary>
    public void Measure()
    {
        _measure.Measure(_gradient, _parameter, _inner);
        AllFinite = true;
        foreach (var norm in _gradient) AllFinite &= double.IsFinite(norm);
    }

    /// <summary>Releases what the measurement keeps on the device.</summary>
    public void Dispose() => _measure.Dispose();

    /// <summary>Keeps the numbers true after tensor <paramref name="index"/>'s gradient was multiplied by <paramref name="factor"/>.</summary>
    internal void Scaled(int index, double factor)
    {
        _gradient[index] *= Math.Abs(factor);
        _inner[index] *= factor;
    }
}
