using System.Buffers;
using System.Numerics.Tensors;
using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>The largest number of each window: first down the columns, a line at a time, then along the line. NaN wins, as in torch.</summary>
internal sealed class MaxPoolStep(MaxPool2dLayer layer, ValueList<long> input, ValueList<long> output) : PortableStep(PortableLayers.Size(input), PortableLayers.Size(output))
{
    private readonly int _height = (int)input[1], _width = (int)input[2], _outHeight = (int)output[1], _outWidth = (int)output[2];

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        var images = rows * (InputSize / (_height * _width));
        var rented = ArrayPool<float>.Shared.Rent(_width);
        var line = rented.AsSpan(0, _width);
        for (var image = 0; image < images; image++)
            for (var y = 0; y < _outHeight; y++)
            {
                var first = Math.Max(0, y * layer.Stride - layer.Padding);
                var end = Math.Min(_height, y * layer.Stride - layer.Padding + layer.Kernel);
                var start = image * _height * _width;
                input.Slice(start + first * _width, _width).CopyTo(line);
                for (var above = first + 1; above < end; above++) TensorPrimitives.Max(line, input.Slice(start + above * _width, _width), line);
                Windows(line, output.Slice((image * _outHeight + y) * _outWidth, _outWidth));
            }
        ArrayPool<float>.Shared.Return(rented);
    }

    private void Windows(ReadOnlySpan<float> line, Span<float> target)
    {
        for (var x = 0; x < target.Length; x++)
        {
            var from = x * layer.Stride - layer.Padding;
            var end = Math.Min(line.Length, from + layer.Kernel);
            from = Math.Max(0, from);
            var most = line[from];
            for (var i = from + 1; i < end; i++) most = MathF.Max(most, line[i]);
            target[x] = most;
        }
    }
}
