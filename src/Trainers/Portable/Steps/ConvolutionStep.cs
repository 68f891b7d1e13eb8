using System.Buffers;
using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>
/// A convolution as a matrix product: for some rows of the output at a time, what each kernel element meets is laid side by side
/// ([input channels × kernel, positions]; Chellapilla et al., 2006), in a buffer that stays in the second-level cache.
/// </summary>
internal sealed class ConvolutionStep(float[] weight, float[]? bias, Conv2dLayer layer, ValueList<long> input, ValueList<long> output)
    : PortableStep(PortableLayers.Size(input), PortableLayers.Size(output))
{
    private const int BufferNumbers = 1 << 15;

    private readonly int _channels = (int)input[0], _height = (int)input[1], _width = (int)input[2];
    private readonly int _outHeight = (int)output[1], _outWidth = (int)output[2];
    private readonly int _inner = checked((int)input[0] * layer.Kernel * layer.Kernel);

    public static ConvolutionStep Of(Conv2dLayer layer, ValueList<long> input, ValueList<long> output, string path, NetworkWeights weights) => new(
        weights.Take(path, "weight", layer.Channels, input[0], layer.Kernel, layer.Kernel), layer.Bias ? weights.Take(path, "bias", layer.Channels) : null, layer, input, output);

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        var isPlain = layer is { Kernel: 1, Stride: 1, Padding: 0 };
        var lines = Math.Clamp(BufferNumbers / (_inner * _outWidth), 1, _outHeight);
        var buffer = isPlain ? [] : ArrayPool<float>.Shared.Rent(_inner * _outWidth * lines);
        var positions = _outHeight * _outWidth;
        for (var row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> from = input.Slice(row * InputSize, InputSize);
            var to = output.Slice(row * OutputSize, OutputSize);
            if (isPlain) MatrixProduct.Run(weight, from, bias, [], to, positions, _inner, positions);
            else
                for (var line = 0; line < _outHeight; line += lines)
                {
                    var columns = Math.Min(lines, _outHeight - line) * _outWidth;
                    Gather(from, buffer, line, columns);
                    MatrixProduct.Run(weight, buffer, bias, [], to[(line * _outWidth)..], positions, _inner, columns);
                }
        }
        if (!isPlain) ArrayPool<float>.Shared.Return(buffer);
    }

    /// <summary>What each element of the kernel meets on some lines of the output.</summary>
    private void Gather(ReadOnlySpan<float> image, Span<float> buffer, int firstLine, int columns)
    {
        var element = 0;
        for (var channel = 0; channel < _channels; channel++)
            for (var down = 0; down < layer.Kernel; down++)
                for (var right = 0; right < layer.Kernel; right++, element++)
                    for (var at = 0; at < columns; at += _outWidth)
                    {
                        var y = (firstLine + at / _outWidth) * layer.Stride + down - layer.Padding;
                        var target = buffer.Slice(element * columns + at, _outWidth);
                        if (y < 0 || y >= _height) target.Clear();
                        else Line(image.Slice((channel * _height + y) * _width, _width), right - layer.Padding, target);
                    }
    }

    /// <summary>Every stride-th number from an offset, which may lie outside on either side: there it is zero.</summary>
    private void Line(ReadOnlySpan<float> source, int offset, Span<float> target)
    {
        var stride = layer.Stride;
        var first = offset >= 0 ? 0 : Math.Min(target.Length, (stride - 1 - offset) / stride);
        var end = Math.Clamp((source.Length - offset + stride - 1) / stride, first, target.Length);
        target[..first].Clear();
        target[end..].Clear();
        if (end == first) return;
        if (stride == 1) source.Slice(first + offset, end - first).CopyTo(target[first..]);
        else
            for (var i = first; i < end; i++) target[i] = source[i * stride + offset];
    }
}
