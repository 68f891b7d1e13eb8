namespace MLNetGradExt.Gradients;

/// <summary>A way to get per-tensor norms and inner products out of flat buffers.</summary>
internal interface ITensorMeasure : IDisposable
{
    /// <summary>Fills one number a tensor.</summary>
    void Measure(Span<double> gradientNorms, Span<double> parameterNorms, Span<double> innerProducts);
}
