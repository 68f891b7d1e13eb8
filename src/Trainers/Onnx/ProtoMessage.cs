using Google.Protobuf;

namespace MLNetGradExt.Onnx;

/// <summary>A protocol buffers message, written field by field: sizes first, then bytes, so that weights are never copied.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Size, Action<CodedOutputStream> Write)> _fields = [];

    /// <summary>The bytes of all fields.</summary>
    /// <exception cref="NotSupportedException">They are more than a message can hold.</exception>
    public int Size
    {
        get
        {
            var size = _fields.Sum(part => (long)part.Size);
            return size <= int.MaxValue ? (int)size : throw new NotSupportedException($"The network needs {size} bytes, but an ONNX file holds at most {int.MaxValue}.");
        }
    }

    /// <summary>An integer, an enumeration or a truth value.</summary>
    public ProtoMessage Integer(int field, long value)
    {
        _fields.Add((CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeInt64Size(value), output =>
        {
            output.WriteTag(field, WireFormat.WireType.Varint);
            output.WriteInt64(value);
        }));
        return this;
    }

    /// <summary>A single-precision number.</summary>
    public ProtoMessage Number(int field, float value)
    {
        _fields.Add((CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeFloatSize(value), output =>
        {
            output.WriteTag(field, WireFormat.WireType.Fixed32);
            output.WriteFloat(value);
        }));
        return this;
    }

    /// <summary>A text.</summary>
    public ProtoMessage Text(int field, string value) => Bytes(field, ByteString.CopyFromUtf8(value));

    /// <summary>Bytes.</summary>
    public ProtoMessage Bytes(int field, ByteString value)
    {
        _fields.Add((checked(CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeBytesSize(value)), output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(value);
        }));
        return this;
    }

    /// <summary>A message inside this one, finished before it is added.</summary>
    public ProtoMessage Message(int field, ProtoMessage message)
    {
        var size = message.Size;
        _fields.Add((checked(CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeLengthSize(size) + size), output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteLength(size);
            message.WriteTo(output);
        }));
        return this;
    }

    /// <summary>Writes all fields in the order in which they were added.</summary>
    public void WriteTo(CodedOutputStream output)
    {
        foreach (var (_, write) in _fields) write(output);
    }
}
