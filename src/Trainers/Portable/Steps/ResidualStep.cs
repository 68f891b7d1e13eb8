using System.Buffers;
using System.Numerics.Tensors;
using MLNetGradExt.Networks;

namespace MLNetGradExt.Portable;

/// <summary>shortcut(x) + body(x).</summary>
internal sealed class ResidualStep(PortableStack body, PortableStack? shortcut) : PortableStep(body.InputSize, body.OutputSize)
{
    public static ResidualStep Of(ResidualLayer layer, ValueList<long> input, string path, NetworkWeights weights) => new(
        PortableLayers.Compile(layer.Body, input, weights, path + ".body"),
        layer.Shortcut.Count == 0 ? null : PortableLayers.Compile(layer.Shortcut, input, weights, path + ".shortcut"));

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        body.Run(input, output, rows);
        if (shortcut is null)
        {
            TensorPrimitives.Add(output, input, output);
            return;
        }
        var straight = ArrayPool<float>.Shared.Rent(output.Length);
        try
        {
            shortcut.Run(input, straight.AsSpan(0, output.Length), rows);
            TensorPrimitives.Add(output, straight.AsSpan(0, output.Length), output);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(straight);
        }
    }
}
