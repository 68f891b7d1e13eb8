using System.Runtime.InteropServices;
using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt;

// Safetensors without torch, which Checkpoints.Safetensors needs.
public sealed partial class NetworkWeights
{
    /// <summary>Reads a safetensors file without touching torch; numbers of any type become single-precision ones.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <returns>The weights, and the texts beside them.</returns>
    /// <exception cref="InvalidDataException">The bytes are no safetensors file, or a truncated one.</exception>
    public static (NetworkWeights Weights, IReadOnlyDictionary<string, string> Metadata) ReadSafetensors(ReadOnlySpan<byte> file)
    {
        var header = SafetensorsHeader.Read(file, out var data);
        var arrays = new Dictionary<string, WeightArray>();
        foreach (var entry in header.Entries) arrays.Add(entry.Name, new WeightArray([.. entry.Shape], Numbers(entry, data[(int)entry.From..(int)entry.To])));
        return (new NetworkWeights(arrays), header.Metadata);
    }

    /// <summary>Writes a safetensors file without touching torch.</summary>
    /// <param name="stream">Takes the file.</param>
    /// <param name="metadata">Texts to write beside the weights.</param>
    public void WriteSafetensors(Stream stream, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsHeader.Begin(stream, SafetensorsHeader.Write(Arrays.Select(a => (a.Key, ScalarType.Float32, a.Value.Shape.ToArray())), metadata));
        foreach (var array in Arrays.Values) stream.Write(MemoryMarshal.AsBytes(array.Values.AsSpan()));
    }

    private static float[] Numbers(SafetensorsEntry entry, ReadOnlySpan<byte> bytes) => entry.Type switch
    {
        ScalarType.Float32 => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        ScalarType.Float64 => Convert<double>(bytes, x => (float)x),
        ScalarType.Float16 => Convert<Half>(bytes, x => (float)x),
        ScalarType.BFloat16 => Convert<ushort>(bytes, x => BitConverter.Int32BitsToSingle(x << 16)),
        ScalarType.Int64 => Convert<long>(bytes, x => x),
        ScalarType.Int32 => Convert<int>(bytes, x => x),
        ScalarType.Int16 => Convert<short>(bytes, x => x),
        ScalarType.Int8 => Convert<sbyte>(bytes, x => x),
        _ => Convert<byte>(bytes, x => x),
    };

    private static float[] Convert<T>(ReadOnlySpan<byte> bytes, Func<T, float> number) where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(bytes);
        var numbers = new float[values.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = number(values[i]);
        return numbers;
    }
}
