using System.Runtime.InteropServices;
using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt;

// Safetensors without torch, which Checkpoints.Safetensors needs.
public sealed partial class NetworkWeights
{
    // Bytes that pass through a stream at once; a multiple of every type's size.
    private const int Piece = 1 << 22;

    /// <summary>Reads a safetensors file without touching torch; numbers of any type become single-precision ones.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <returns>The weights, and the texts beside them.</returns>
    /// <exception cref="InvalidDataException">The bytes are no safetensors file, or a truncated one.</exception>
    public static (NetworkWeights Weights, IReadOnlyDictionary<string, string> Metadata) ReadSafetensors(ReadOnlySpan<byte> file)
    {
        var header = SafetensorsHeader.Read(file, out var data);
        var arrays = new Dictionary<string, WeightArray>();
        foreach (var entry in header.Entries)
        {
            var values = new float[Elements(entry)];
            Convert(entry.Type, data[(int)entry.From..(int)entry.To], values);
            arrays.Add(entry.Name, new WeightArray([.. entry.Shape], values));
        }
        return (new NetworkWeights(arrays), header.Metadata);
    }

    /// <inheritdoc cref="ReadSafetensors(ReadOnlySpan{byte})"/>
    /// <param name="stream">Stands at the first byte. The file may have any size; no more than a piece of it is in memory besides the weights.</param>
    /// <param name="bytes">How many bytes there are; all are read.</param>
    public static (NetworkWeights Weights, IReadOnlyDictionary<string, string> Metadata) ReadSafetensors(Stream stream, long bytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = SafetensorsHeader.Read(stream, bytes);
        var arrays = new Dictionary<string, WeightArray>();
        var piece = new byte[Math.Min(Piece, header.Entries.Select(entry => entry.To - entry.From).DefaultIfEmpty(0).Max())];
        foreach (var entry in header.Entries)
        {
            var values = new float[Elements(entry)];
            var size = values.Length == 0 ? 1 : (int)((entry.To - entry.From) / values.Length);
            for (int at = 0, step = Piece / size; at < values.Length; at += step)
            {
                var count = Math.Min(step, values.Length - at);
                SafetensorsHeader.Fill(stream, piece.AsSpan(0, count * size));
                Convert(entry.Type, piece.AsSpan(0, count * size), values.AsSpan(at, count));
            }
            arrays.Add(entry.Name, new WeightArray([.. entry.Shape], values));
        }
        return (new NetworkWeights(arrays), header.Metadata);
    }

    /// <summary>Writes a safetensors file without touching torch.</summary>
    /// <param name="stream">Takes the file.</param>
    /// <param name="metadata">Texts to write beside the weights.</param>
    public void WriteSafetensors(Stream stream, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsHeader.Begin(stream, SafetensorsHeader.Write(Arrays.Select(a => (a.Key, ScalarType.Float32, a.Value.Shape.ToArray())), metadata));
        foreach (var array in Arrays.Values)
            for (var at = 0; at < array.Values.Length; at += Piece / sizeof(float)) // a span of bytes ends at 2 GB
                stream.Write(MemoryMarshal.AsBytes(array.Values.AsSpan(at, Math.Min(Piece / sizeof(float), array.Values.Length - at))));
    }

    private static int Elements(SafetensorsEntry entry) => entry.Shape.Aggregate(1L, (product, size) => product * size) is var count && count <= Array.MaxLength
        ? (int)count
        : throw new InvalidDataException($"Tensor '{entry.Name}' has {count} numbers, but without torch at most {Array.MaxLength} are possible.");

    private static void Convert(ScalarType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case ScalarType.Float32: MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values); break;
            case ScalarType.Float64: Convert<double>(bytes, values, x => (float)x); break;
            case ScalarType.Float16: Convert<Half>(bytes, values, x => (float)x); break;
            case ScalarType.BFloat16: Convert<ushort>(bytes, values, x => BitConverter.Int32BitsToSingle(x << 16)); break;
            case ScalarType.Int64: Convert<long>(bytes, values, x => x); break;
            case ScalarType.Int32: Convert<int>(bytes, values, x => x); break;
            case ScalarType.Int16: Convert<short>(bytes, values, x => x); break;
            case ScalarType.Int8: Convert<sbyte>(bytes, values, x => x); break;
            default: Convert<byte>(bytes, values, x => x); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> values, Func<T, float> number) where T : unmanaged
    {
        var numbers = MemoryMarshal.Cast<byte, T>(bytes);
        for (var i = 0; i < values.Length; i++) values[i] = number(numbers[i]);
    }
}
