namespace MLNetGradExt.Gradients;

using System.Runtime.InteropServices;
using MLNetGradExt.Training;
using static TorchSharp.torch;

/// <summary>
/// Measures by reading the processor's memory with vector instructions, each element once. For the small networks that ML.NET users
/// train this takes a microsecond or two where ten tensor operations take twenty or more. Large buffers are cut into fixed parts that
/// torch's number of threads share; the parts are added in their order, so the result does not depend on who measured which.
/// </summary>
internal sealed class SpanMeasure : ITensorMeasure
{
    private const int PartLength = 1 << 18;

    private readonly ParameterBuffer _buffer;
    private readonly Part[] _parts;
    private readonly Sums[] _sums;
    private readonly Action<int> _measurePart;
    private readonly ParallelOptions _threads = new();

    public SpanMeasure(ParameterBuffer buffer)
    {
        _buffer = buffer;
        _parts = [.. buffer.Slices.SelectMany((slice, i) => Cut(i, slice))];
        _sums = new Sums[_parts.Length];
        _measurePart = part => Measure(part, Elements(buffer.Gradients), Elements(buffer.Values));
    }

    public static bool Suits(ParameterBuffer buffer) =>
        buffer.Values.device_type == TorchSharp.DeviceType.CPU && buffer.Values.dtype == ScalarType.Float32
        && buffer.Values.NumberOfElements * sizeof(float) <= int.MaxValue;

    public void Measure(Span<double> gradientNorms, Span<double> parameterNorms, Span<double> innerProducts)
    {
        _threads.MaxDegreeOfParallelism = get_num_threads();
        if (_threads.MaxDegreeOfParallelism > 1 && _buffer.Values.NumberOfElements >= 4 * PartLength)
            Parallel.For(0, _parts.Length, _threads, _measurePart);
        else
        {
            var gradients = Elements(_buffer.Gradients);
            var values = Elements(_buffer.Values);
            for (var i = 0; i < _parts.Length; i++) Measure(i, gradients, values);
        }

        gradientNorms.Clear();
        parameterNorms.Clear();
        innerProducts.Clear();
        for (var i = 0; i < _parts.Length; i++)
        {
            var tensor = _parts[i].Tensor;
            gradientNorms[tensor] += _sums[i].Gradient;
            parameterNorms[tensor] += _sums[i].Parameter;
            innerProducts[tensor] += _sums[i].Inner;
        }

        foreach (ref var norm in gradientNorms) norm = Math.Sqrt(norm);
        foreach (ref var norm in parameterNorms) norm = Math.Sqrt(norm);
    }

    public void Dispose() { }

    private static IEnumerable<Part> Cut(int tensor, ParameterSlice slice)
    {
        for (long at = 0; at < slice.Length; at += PartLength)
            yield return new(tensor, (int)(slice.Offset + at), (int)Math.Min(PartLength, slice.Length - at));
    }

    private void Measure(int part, ReadOnlySpan<float> gradients, ReadOnlySpan<float> values)
    {
        var (_, offset, length) = _parts[part];
        _sums[part] = Sums.Of(gradients.Slice(offset, length), values.Slice(offset, length));
    }

    private static ReadOnlySpan<float> Elements(Tensor flat) => MemoryMarshal.Cast<byte, float>(flat.bytes);

    private readonly record struct Part(int Tensor, int Offset, int Length);
}
