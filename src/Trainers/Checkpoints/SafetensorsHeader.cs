using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace MLNetGradExt.Checkpoints;

/// <summary>The JSON header of a safetensors file: which tensors lie where, and texts beside them.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, Dictionary<string, string> Metadata)
{
    /// <summary>The format's own limit.</summary>
    public const int MaxLength = 100_000_000;

    private const string MetadataName = "__metadata__";
    private const int MaxDimensions = 64;

    private static readonly Dictionary<string, (ScalarType Type, int Size)> s_types = new()
    {
        ["F64"] = (ScalarType.Float64, 8), ["F32"] = (ScalarType.Float32, 4), ["F16"] = (ScalarType.Float16, 2), ["BF16"] = (ScalarType.BFloat16, 2),
        ["I64"] = (ScalarType.Int64, 8), ["I32"] = (ScalarType.Int32, 4), ["I16"] = (ScalarType.Int16, 2), ["I8"] = (ScalarType.Int8, 1),
        ["U8"] = (ScalarType.Byte, 1), ["BOOL"] = (ScalarType.Bool, 1),
    };

    public static byte[] Write(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata) =>
        Write(tensors.Select(t => (t.Key, t.Value.dtype, t.Value.shape)), metadata);

    public static byte[] Write(IEnumerable<(string Name, ScalarType Type, long[] Shape)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var header = new JsonObject();
        if (metadata is { Count: > 0 }) header[MetadataName] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)));
        long offset = 0;
        foreach (var (name, type, shape) in tensors)
        {
            var (dtype, size) = s_types.Where(t => t.Value.Type == type).Select(t => (t.Key, t.Value.Size)).FirstOrDefault();
            if (dtype is null) throw new NotSupportedException($"Tensor {name} is {type}, which safetensors does not know.");
            var end = offset + shape.Aggregate((long)size, (product, length) => product * length);
            header[name] = new JsonObject { ["dtype"] = dtype, ["shape"] = new JsonArray([.. shape.Select(s => (JsonNode)s)]), ["data_offsets"] = new JsonArray(offset, end) };
            offset = end;
        }
        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        if (text.Length > MaxLength) throw new NotSupportedException($"A safetensors header holds at most {MaxLength} bytes, but this one needs {text.Length}.");
        var used = text.Length;
        Array.Resize(ref text, (used + 7) / 8 * 8);
        text.AsSpan(used).Fill((byte)' ');
        return text;
    }

    /// <summary>Begins a file: the header's length in eight bytes, then the header.</summary>
    public static void Begin(Stream stream, byte[] text)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        stream.Write(length);
        stream.Write(text);
    }

    /// <summary>Reads and checks the header of a whole file and gives the bytes behind it.</summary>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public static SafetensorsHeader Read(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> data)
    {
        var length = CheckedLength(file.Length < 8 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(file), file.Length);
        data = file[(8 + length)..];
        return Read(file.Slice(8, length).ToArray(), data.Length);
    }

    /// <summary>Reads and checks the header of a file that is behind a stream, which then stands at the first tensor.</summary>
    /// <param name="stream">Stands at the first byte.</param>
    /// <param name="bytes">How many bytes there are.</param>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public static SafetensorsHeader Read(Stream stream, long bytes)
    {
        Span<byte> prefix = stackalloc byte[8];
        prefix.Clear();
        if (bytes >= prefix.Length) Fill(stream, prefix);
        var text = new byte[CheckedLength(BinaryPrimitives.ReadInt64LittleEndian(prefix), bytes)];
        Fill(stream, text);
        return Read(text, bytes - prefix.Length - text.Length);
    }

    /// <summary>Reads bytes that the header promised.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public static void Fill(Stream stream, Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The safetensors file is truncated.", e);
        }
    }

    /// <summary>The length that a file of so many bytes gives for its header, if that is possible.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static int CheckedLength(long length, long bytes) => length >= 2 && length <= MaxLength && length <= bytes - 8
        ? (int)length
        : throw new InvalidDataException($"The header of a safetensors file can't be {length} bytes long in {bytes} bytes.");

    /// <summary>Reads and checks a header.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="bytes">How many bytes follow it.</param>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public static SafetensorsHeader Read(byte[] text, long bytes)
    {
        var metadata = new Dictionary<string, string>();
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>();
        try
        {
            using var header = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            foreach (var entry in header.RootElement.EnumerateObject())
            {
                if (!names.Add(entry.Name)) throw new InvalidDataException($"Tensor '{entry.Name}' is there twice.");
                if (entry.Name == MetadataName) metadata = entry.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "");
                else entries.Add(Entry(entry));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"The header of a safetensors file is damaged: {e.Message}", e);
        }
        return new SafetensorsHeader(Ordered(entries, bytes), metadata);
    }

    private static SafetensorsEntry Entry(JsonProperty entry)
    {
        var dtype = entry.Value.GetProperty("dtype").GetString() ?? "";
        if (!s_types.TryGetValue(dtype, out var type)) throw new InvalidDataException($"Tensor '{entry.Name}' has the unknown type '{dtype}'.");
        var sizes = entry.Value.GetProperty("shape");
        if (sizes.GetArrayLength() > MaxDimensions) throw new InvalidDataException($"Tensor '{entry.Name}' has {sizes.GetArrayLength()} dimensions.");
        long[] shape = [.. sizes.EnumerateArray().Select(s => s.GetInt64())];
        // Strides are products of sizes too, even where one of the sizes is 0.
        long elements = 1, extent = type.Size;
        foreach (var size in shape)
        {
            if (size < 0) throw new InvalidDataException($"Tensor '{entry.Name}' has a negative size.");
            (elements, extent) = (checked(elements * size), checked(extent * Math.Max(1, size)));
        }
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt64())];
        return offsets is [var from, var to] && from >= 0 && to >= from && to - from == elements * type.Size
            ? new SafetensorsEntry(entry.Name, type.Type, shape, from, to)
            : throw new InvalidDataException($"Tensor '{entry.Name}' does not lie where its shape says: the file is damaged.");
    }

    private static SafetensorsEntry[] Ordered(List<SafetensorsEntry> entries, long bytes)
    {
        SafetensorsEntry[] ordered = [.. entries.OrderBy(e => e.From).ThenBy(e => e.To)];
        long end = 0;
        foreach (var entry in ordered)
        {
            if (entry.From != end) throw new InvalidDataException($"Tensor '{entry.Name}' begins at byte {entry.From} instead of {end}: the file is damaged.");
            end = entry.To;
        }
        return end == bytes ? ordered : throw new InvalidDataException($"The tensors of the safetensors file need {end} bytes, but there are {bytes}: the file is truncated or damaged.");
    }
}

/// <summary>Where a tensor lies behind the header.</summary>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, long[] Shape, long From, long To);
