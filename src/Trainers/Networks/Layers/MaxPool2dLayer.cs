using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>The largest value of each window of [channels, height, width].</summary>
/// <param name="Kernel">The side of the window.</param>
/// <param name="Stride">The step between windows.</param>
/// <param name="Padding">Rows and columns added around that never win.</param>
public sealed record MaxPool2dLayer(int Kernel, int Stride, int Padding) : Layer
{
    /// <inheritdoc/>
    protected internal override bool PassesThrough => true;

    /// <inheritdoc/>
    public override ValueList<long> OutputShape(ValueList<long> input, string path)
    {
        if (Kernel < 1 || Stride < 1 || Padding < 0 || 2L * Padding > Kernel) throw Misfit(path, "needs a positive kernel and stride, and a padding of at most half the kernel.");
        if (input.Count != 3) throw Misfit(path, "[channels, height, width]", input);
        if (input[1] + 2L * Padding < Kernel || input[2] + 2L * Padding < Kernel) throw Misfit(path, $"has a window of {Kernel}, larger than its padded input {input}.");
        return [input[0], Shapes.Slide(input[1], Kernel, Stride, Padding), Shapes.Slide(input[2], Kernel, Stride, Padding)];
    }

    /// <inheritdoc/>
    protected override nn.Module<Tensor, Tensor> Create(LayerContext context)
    {
        long[] kernel = [Kernel, Kernel], stride = [Stride, Stride], padding = [Padding, Padding];
        return new LambdaModule("MaxPool2d", x => nn.functional.max_pool2d(x, kernel, stride, padding));
    }
}
