using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>A convolution over [channels, height, width], square kernels.</summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Kernel">The side of the kernel.</param>
/// <param name="Stride">The step between windows.</param>
/// <param name="Padding">Zeros around the image.</param>
/// <param name="Bias">Whether each output channel has a bias.</param>
/// <param name="Initializer">How the kernels start.</param>
public sealed record Conv2dLayer(int Channels, int Kernel, int Stride, int Padding, bool Bias, Initializer Initializer) : Layer
{
    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path)
    {
        if (Channels < 1 || Kernel < 1 || Stride < 1 || Padding < 0) throw Misfit(path, "needs positive channels, kernel and stride, and no negative padding.");
        if (input.Count != 3) throw Misfit(path, "[channels, height, width]", input);
        if (input[1] + 2L * Padding < Kernel || input[2] + 2L * Padding < Kernel) throw Misfit(path, $"has a kernel of {Kernel}, larger than its padded input {input}.");
        return [Channels, Shapes.Slide(input[1], Kernel, Stride, Padding), Shapes.Slide(input[2], Kernel, Stride, Padding)];
    }

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context)
    {
        long inputs = context.InputShape[0], area = (long)Kernel * Kernel;
        var (weight, bias) = ParameterMaker.Pair(context, Initializer, [Channels, inputs, Kernel, Kernel], inputs * area, Channels * area, Bias);
        return new Conv2dModule(weight, bias, Stride, Padding);
    }
}
