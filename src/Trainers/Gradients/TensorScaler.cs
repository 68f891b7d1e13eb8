namespace MLNetGradExt.Gradients;

using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

/// <summary>Multiplies each parameter's part of a flat tensor by a number of its own.</summary>
internal sealed class TensorScaler(ParameterBuffer buffer) : IDisposable
{
    private readonly BlockMap? _map = SpanMeasure.Suits(buffer) ? null : new BlockMap(buffer);

    public void Scale(Tensor flat, double[] factors)
    {
        if (_map is null)
        {
            var elements = MemoryMarshal.Cast<byte, float>(flat.bytes);
            for (var i = 0; i < factors.Length; i++)
            {
                if (factors[i] == 1) continue;
                var part = elements.Slice((int)buffer.Slices[i].Offset, (int)buffer.Slices[i].Length);
                Multiply(part, factors[i]);
            }

            return;
        }

        using var scope = NewDisposeScope();
        var spread = _map.Spread(tensor(factors, dtype: flat.dtype, device: flat.device));
        flat.view(-1, ParameterBuffer.BlockSize).mul_(spread);
    }

    public void Dispose() => _map?.Dispose();

    // A gradient may be so small that the factor which lifts it is beyond a float.
    private static void Multiply(Span<float> part, double factor)
    {
        if (factor < float.MaxValue) TensorPrimitives.Multiply(part, (float)factor, part);
        else
            for (var i = 0; i < part.Length; i++) part[i] = (float)(part[i] * factor);
    }
}
