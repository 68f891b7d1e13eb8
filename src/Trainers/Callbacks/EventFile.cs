using System.Buffers.Binary;
using System.Text;
using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Callbacks;

/// <summary>
/// TensorBoard's event file: records of length, masked checksum of the length, an Event message and its masked checksum.
/// Event is a Protocol Buffers message: 1 wall time (double), 2 step (int64), 3 file version (string), 5 summary; a summary's field 1 repeats
/// values with 1 tag (string) and 2 number (float).
/// </summary>
internal sealed class EventFile : IDisposable
{
    private readonly FileStream _stream;

    public EventFile(string folder)
    {
        Directory.CreateDirectory(folder);
        var name = $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds():0000000000}.{Environment.MachineName}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        _stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var start = Start();
        Text(start, 3, "brain.Event:2"u8);
        Record(start.ToArray());
    }

    /// <summary>Writes figures of one step.</summary>
    public void Add(long step, IEnumerable<KeyValuePair<string, double>> figures)
    {
        var summary = new MemoryStream();
        Span<byte> bits = stackalloc byte[4];
        foreach (var (tag, number) in figures)
        {
            var value = new MemoryStream();
            Text(value, 1, Encoding.UTF8.GetBytes(tag));
            value.WriteByte(2 << 3 | 5);
            BinaryPrimitives.WriteSingleLittleEndian(bits, (float)number);
            value.Write(bits);
            Text(summary, 1, value.ToArray());
        }
        var message = Start();
        message.WriteByte(2 << 3);
        Variable(message, (ulong)step);
        Text(message, 5, summary.ToArray());
        Record(message.ToArray());
    }

    public void Dispose() => _stream.Dispose();

    private static MemoryStream Start()
    {
        var message = new MemoryStream();
        message.WriteByte(1 << 3 | 1);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(time, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0);
        message.Write(time);
        return message;
    }

    private static void Text(MemoryStream stream, int field, ReadOnlySpan<byte> bytes)
    {
        stream.WriteByte((byte)(field << 3 | 2));
        Variable(stream, (ulong)bytes.Length);
        stream.Write(bytes);
    }

    private static void Variable(MemoryStream stream, ulong number)
    {
        for (; number >= 0x80; number >>= 7) stream.WriteByte((byte)(number | 0x80));
        stream.WriteByte((byte)number);
    }

    private void Record(byte[] data)
    {
        var record = new byte[12 + data.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(record, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32C.Masked(record.AsSpan(0, 8)));
        data.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), Crc32C.Masked(data));
        AtomicFile.Append(_stream, record);
    }
}
