using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Checkpoints;

/// <summary>
/// Tensors by name in the safetensors format, which PyTorch reads too: eight bytes of header length, a JSON header
/// (<c>{"0.weight": {"dtype": "F32", "shape": [64, 30], "data_offsets": [0, 7680]}, "__metadata__": {…}}</c>), then the bytes.
/// </summary>
/// <remarks>
/// Reading is strict: names are unique, the tensors lie one behind another without gap or overlap, and the file ends where the last one
/// does. Whatever is wrong with a file is an <see cref="InvalidDataException"/>, found before anything larger than the header is made.
/// </remarks>
public static class Safetensors
{
    // Pieces of a tensor that pass through a stream at once: a span can't hold more than 2 GiB.
    private const long Piece = 64L << 20;

    /// <summary>Writes tensors and texts.</summary>
    /// <exception cref="NotSupportedException">A tensor's type has no name in the format.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        SafetensorsHeader.Begin(stream, SafetensorsHeader.Write(tensors, metadata));
        foreach (var tensor in tensors.Values) Visit(tensor, piece => stream.Write(piece));
    }

    /// <summary>Writes a file: at once there and whole, or not at all.</summary>
    /// <inheritdoc cref="Write"/>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Reads tensors onto the processor, and the texts beside them.</summary>
    /// <returns>The tensors, owned by the caller or its dispose scope.</returns>
    /// <exception cref="InvalidDataException">The bytes are no safetensors file, or a truncated one.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(ReadOnlySpan<byte> file)
    {
        var header = SafetensorsHeader.Read(file, out var data);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in header.Entries)
        {
            var tensor = empty(entry.Shape, entry.Type);
            if (entry.To > entry.From) data[(int)entry.From..(int)entry.To].CopyTo(tensor.bytes);
            tensors.Add(entry.Name, tensor);
        }
        return (tensors, header.Metadata);
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <param name="stream">Stands at the first byte.</param>
    /// <param name="bytes">How many bytes there are; all are read.</param>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(Stream stream, long bytes)
    {
        var header = SafetensorsHeader.Read(stream, bytes);
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (var entry in header.Entries)
            {
                var tensor = empty(entry.Shape, entry.Type);
                tensors.Add(entry.Name, tensor);
                Visit(tensor, piece => SafetensorsHeader.Fill(stream, piece));
            }
            return (tensors, header.Metadata);
        }
        catch
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, stream.Length);
    }

    /// <summary>The texts of a file, without its tensors.</summary>
    /// <exception cref="InvalidDataException">The file's header is damaged, or the file is truncated.</exception>
    public static IReadOnlyDictionary<string, string> Metadata(string path)
    {
        using var stream = File.OpenRead(path);
        return SafetensorsHeader.Read(stream, stream.Length).Metadata;
    }

    /// <summary>Shows a tensor's bytes, piece by piece; writing to a piece of a contiguous tensor on the processor changes it.</summary>
    internal static void Visit(Tensor tensor, SpanAction visit)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous().view(-1);
        var length = flat.numel();
        var step = Piece / flat.element_size();
        for (long start = 0; start < length; start += step) visit(flat.narrow(0, start, Math.Min(step, length - start)).bytes);
    }

    internal delegate void SpanAction(Span<byte> bytes);
}
