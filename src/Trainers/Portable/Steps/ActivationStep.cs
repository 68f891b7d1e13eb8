namespace MLNetGradExt.Portable;

/// <summary>An elementwise function, or softmax over the last dimension.</summary>
internal sealed class ActivationStep(Activation function, ValueList<long> shape) : PortableStep(PortableLayers.Size(shape), PortableLayers.Size(shape))
{
    private readonly int _last = shape.Count == 0 ? 1 : (int)shape[^1];

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        if (function != Activation.Softmax) ActivationMath.Apply(function, input, output);
        else
            for (var i = 0; i < input.Length; i += _last) ActivationMath.Softmax(input.Slice(i, _last), output.Slice(i, _last));
    }
}
