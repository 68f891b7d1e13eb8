using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Checkpoints;

/// <summary>
/// A <see cref="StateDictionary"/> as a file: safetensors, with numbers and texts and a checksum over everything in its metadata.
/// Writing goes through a temporary file that is flushed and renamed, so a file that is there is whole.
/// Reading checks everything and fails with <see cref="InvalidDataException"/> only.
/// </summary>
public static class CheckpointFile
{
    /// <summary>The ending of checkpoint files.</summary>
    public const string Extension = ".safetensors";

    private const string Kind = "MLNetGradExt checkpoint 1", KindName = "format", ChecksumName = "checksum", Prefix = "value ";

    /// <summary>Writes state to a file, whole or not at all.</summary>
    public static void Save(string path, StateDictionary state)
    {
        var tensors = new Dictionary<string, Tensor>();
        var metadata = new Dictionary<string, string> { [KindName] = Kind, [ChecksumName] = Checksum(state) };
        foreach (var (name, value) in state.Values)
            if (value is Tensor tensor) tensors[name] = tensor;
            else metadata[Prefix + name] = Text(value);

        Safetensors.Save(path, tensors, metadata);
    }

    /// <summary>Reads a file.</summary>
    /// <returns>The state; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged, or comes from a newer version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StateDictionary Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(() => Safetensors.Read(stream, stream.Length), path);
    }

    /// <summary>Reads the bytes of a file; see <see cref="Load"/>.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What to call them in errors.</param>
    public static StateDictionary Parse(byte[] file, string name) => Read(() => Safetensors.Read(file), name);

    private static StateDictionary Read(Func<(Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata)> read, string name)
    {
        var state = new StateDictionary();
        try
        {
            using var scope = NewDisposeScope();
            var (tensors, metadata) = read();
            if (metadata.GetValueOrDefault(KindName) is not { } kind || kind != Kind)
                throw new InvalidDataException(metadata.GetValueOrDefault(KindName) is { } other ? $"it is a \"{other}\", and this version reads \"{Kind}\"" : "it is no checkpoint");
            foreach (var (key, tensor) in tensors) state.Adopt(key, tensor.DetachFromDisposeScope());
            foreach (var (key, text) in metadata)
                if (key.StartsWith(Prefix, StringComparison.Ordinal)) state.Adopt(key[Prefix.Length..], Value(text));
            if (metadata.GetValueOrDefault(ChecksumName) != Checksum(state)) throw new InvalidDataException("its contents do not have the checksum they were written with");
            return state;
        }
        catch (InvalidDataException problem)
        {
            state.Dispose();
            throw new InvalidDataException($"The checkpoint {name} cannot be used: {problem.Message.TrimEnd('.')}.", problem);
        }
    }

    /// <summary>One number of a file, from its head alone.</summary>
    internal static long? Number(string path, string name) => Safetensors.Metadata(path).TryGetValue(Prefix + name, out var text) && Value(text) is long number ? number : null;

    private static string Text(object value) => value switch
    {
        long number => $"i{number.ToString(CultureInfo.InvariantCulture)}",
        double number => $"d{BitConverter.DoubleToInt64Bits(number).ToString("X16", CultureInfo.InvariantCulture)}",
        _ => $"s{value}",
    };

    private static object Value(string text) => text.Length == 0 ? throw new InvalidDataException("a value is empty") : (text[0], text[1..]) switch
    {
        ('i', var digits) when long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        ('d', var digits) when long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) => BitConverter.Int64BitsToDouble(bits),
        ('s', var rest) => rest,
        _ => throw new InvalidDataException($"a value reads '{text}'"),
    };

    private static string Checksum(StateDictionary state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var number = new byte[8];
        foreach (var (name, value) in state.Values)
        {
            Add(name);
            if (value is not Tensor tensor)
            {
                Add(Text(value));
                continue;
            }
            Add($"{tensor.dtype} [{string.Join(',', tensor.shape)}]");
            Safetensors.Visit(tensor, bytes => hash.AppendData(bytes));
        }
        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt64LittleEndian(number, bytes.Length);
            hash.AppendData(number);
            hash.AppendData(bytes);
        }
    }
}
