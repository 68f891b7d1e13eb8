using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Checkpoints;

/// <summary>
/// Tensors by name in the safetensors format, which PyTorch reads too: eight bytes of header length, a JSON header
/// (<c>{"0.weight": {"dtype": "F32", "shape": [64, 30], "data_offsets": [0, 7680]}, "__metadata__": {…}}</c>), then the bytes.
/// </summary>
public static class Safetensors
{
    private const int MaxHeader = 100_000_000;
    private const string MetadataName = "__metadata__";

    private static readonly Dictionary<string, (ScalarType Type, int Size)> s_types = new()
    {
        ["F64"] = (ScalarType.Float64, 8), ["F32"] = (ScalarType.Float32, 4), ["F16"] = (ScalarType.Float16, 2), ["BF16"] = (ScalarType.BFloat16, 2),
        ["I64"] = (ScalarType.Int64, 8), ["I32"] = (ScalarType.Int32, 4), ["I16"] = (ScalarType.Int16, 2), ["I8"] = (ScalarType.Int8, 1),
        ["U8"] = (ScalarType.Byte, 1), ["BOOL"] = (ScalarType.Bool, 1),
    };

    /// <summary>Writes tensors and texts.</summary>
    /// <exception cref="NotSupportedException">A tensor's type has no name in the format.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = new JsonObject();
        if (metadata is { Count: > 0 }) header[MetadataName] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)));
        long offset = 0;
        foreach (var (name, tensor) in tensors)
        {
            var (dtype, size) = s_types.Where(t => t.Value.Type == tensor.dtype).Select(t => (t.Key, t.Value.Size)).FirstOrDefault();
            if (dtype is null) throw new NotSupportedException($"Tensor {name} is {tensor.dtype}, which safetensors does not know.");
            var end = offset + tensor.numel() * size;
            header[name] = new JsonObject { ["dtype"] = dtype, ["shape"] = new JsonArray([.. tensor.shape.Select(s => (JsonNode)s)]), ["data_offsets"] = new JsonArray(offset, end) };
            offset = end;
        }
        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        Array.Resize(ref text, (text.Length + 7) / 8 * 8);
        text.AsSpan().Replace((byte)0, (byte)' ');
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        stream.Write(length);
        stream.Write(text);
        foreach (var tensor in tensors.Values)
        {
            using var scope = NewDisposeScope();
            stream.Write(tensor.detach().cpu().contiguous().bytes);
        }
    }

    /// <summary>Reads tensors onto the processor, and the texts beside them.</summary>
    /// <returns>The tensors, owned by the caller or its dispose scope.</returns>
    /// <exception cref="InvalidDataException">The bytes are no safetensors file, or a truncated one.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(ReadOnlySpan<byte> file)
    {
        var entries = Header(file, out var metadata, out var start);
        var data = file[start..];
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, type, shape, from, to) in entries)
        {
            var tensor = empty(shape, type);
            if (to > from) data[(int)from..(int)to].CopyTo(tensor.bytes);
            tensors.Add(name, tensor);
        }
        return (tensors, metadata);
    }

    private static List<(string Name, ScalarType Type, long[] Shape, long From, long To)> Header(ReadOnlySpan<byte> file, out Dictionary<string, string> metadata, out int start)
    {
        if (file.Length < 8) throw new InvalidDataException("A safetensors file has at least 8 bytes.");
        var length = BinaryPrimitives.ReadInt64LittleEndian(file);
        if (length < 2 || length > MaxHeader || length > file.Length - 8) throw new InvalidDataException($"The header of a safetensors file can't be {length} bytes long in {file.Length} bytes.");
        start = 8 + (int)length;
        metadata = [];
        var entries = new List<(string, ScalarType, long[], long, long)>();
        var names = new HashSet<string>();
        try
        {
            using var header = JsonDocument.Parse(file.Slice(8, (int)length).ToArray(), new JsonDocumentOptions { MaxDepth = 8 });
            foreach (var entry in header.RootElement.EnumerateObject())
            {
                if (!names.Add(entry.Name)) throw new InvalidDataException($"Tensor '{entry.Name}' is there twice.");
                if (entry.Name == MetadataName) metadata = entry.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "");
                else entries.Add(Entry(entry, file.Length - start));
            }
            return entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"The header of a safetensors file is damaged: {e.Message}", e);
        }
    }

    private static (string, ScalarType, long[], long, long) Entry(JsonProperty entry, long bytes)
    {
        var dtype = entry.Value.GetProperty("dtype").GetString() ?? "";
        if (!s_types.TryGetValue(dtype, out var type)) throw new InvalidDataException($"Tensor '{entry.Name}' has the unknown type '{dtype}'.");
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64())];
        long elements = 1;
        foreach (var size in shape) elements = size >= 0 ? checked(elements * size) : throw new InvalidDataException($"Tensor '{entry.Name}' has a negative size.");
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt64())];
        if (offsets is not [var from, var to] || from < 0 || to < from || to > bytes || to - from != checked(elements * type.Size))
            throw new InvalidDataException($"Tensor '{entry.Name}' does not lie where its header says: the file is truncated or damaged.");
        return (entry.Name, type.Type, shape, from, to);
    }
}
