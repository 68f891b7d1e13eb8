using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Values, column types and schemas in binary: what model files and binary data files are made of.</summary>
internal static class Codec
{
    private const byte RowIdTag = 64, KeyTag = 65, VectorTag = 66;

    /// <summary>False for column types that only exist in memory, such as images.</summary>
    public static bool CanWrite(DataViewType type) => type.GetItemType() is KeyDataViewType || type.GetItemType().IsStandardScalar();

    public static void WriteType(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(VectorTag);
                WriteType(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (var dimension in vector.Dimensions)
                    writer.Write(dimension);
                break;
            case KeyDataViewType key:
                writer.Write(KeyTag);
                writer.Write((byte)KindOf(key.RawType));
                writer.Write(key.Count);
                break;
            case RowIdDataViewType: writer.Write(RowIdTag); break;
            default: writer.Write((byte)KindOf(type.RawType)); break;
        }
    }

    public static DataViewType ReadType(BinaryReader reader)
    {
        var tag = reader.ReadByte();
        switch (tag)
        {
            case VectorTag:
                var item = (PrimitiveDataViewType)ReadType(reader);
                var dimensions = new int[reader.ReadInt32()];
                for (var i = 0; i < dimensions.Length; i++)
                    dimensions[i] = reader.ReadInt32();
                return new VectorDataViewType(item, dimensions.ToImmutableArray());
            case KeyTag:
                var raw = ColumnTypes.FromKind((DataKind)reader.ReadByte()).RawType;
                return new KeyDataViewType(raw, reader.ReadUInt64());
            case RowIdTag: return RowIdDataViewType.Instance;
            default: return ColumnTypes.FromKind((DataKind)tag);
        }
    }

    private static DataKind KindOf(Type rawType)
        => ColumnTypes.TryGetKind(rawType, out var kind) ? kind : throw new NotSupportedException($"Values of type {rawType} cannot be written to a file");

    /// <summary>The columns that a file can hold, with the annotations that it can hold.</summary>
    public static void WriteSchema(BinaryWriter writer, DataViewSchema schema)
    {
        var columns = schema.Where(c => CanWrite(c.Type)).ToArray();
        writer.Write(columns.Length);
        foreach (var column in columns)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
            WriteAnnotations(writer, column.Annotations);
        }
    }

    public static DataViewSchema ReadSchema(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var type = ReadType(reader);
            builder.AddColumn(name, type, ReadAnnotations(reader));
        }
        return builder.ToSchema();
    }

    public static void WriteAnnotations(BinaryWriter writer, DataViewSchema.Annotations annotations)
    {
        var columns = annotations.Schema.Where(c => !c.IsHidden && CanWrite(c.Type)).ToArray();
        writer.Write(columns.Length);
        foreach (var column in columns)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
            Reflect.Call<object>(typeof(Codec), nameof(WriteGot), [column.Type.RawType], null, writer, annotations.GetterAt(column.Index));
        }
    }

    public static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var type = ReadType(reader);
            builder.Add(name, type, Reflect.Call<Delegate>(typeof(Codec), nameof(ReadConstant), [type.RawType], null, reader));
        }
        return builder.ToAnnotations();
    }

    private static object WriteGot<T>(BinaryWriter writer, Delegate getter)
    {
        T value = default;
        ((ValueGetter<T>)getter)(ref value);
        Codec<T>.Write(writer, value);
        return null;
    }

    private static Delegate ReadConstant<T>(BinaryReader reader)
    {
        var value = Codec<T>.Read(reader);
        return Constant(value);
    }

    /// <summary>A getter that always gives that value, copied.</summary>
    public static ValueGetter<T> Constant<T>(T value)
    {
        var copy = Codec<T>.Copier;
        return (ref T destination) => copy(in value, ref destination);
    }

    internal static void WriteText(BinaryWriter writer, ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(Math.Min(text.Length, 1 << 20)));
        writer.Write(Encoding.UTF8.GetByteCount(text));
        // In pieces, so that a text of hundreds of megabytes needs no second copy; never between the halves of a surrogate pair.
        while (text.Length > 0)
        {
            var piece = Math.Min(text.Length, 1 << 20);
            if (piece < text.Length && char.IsHighSurrogate(text[piece - 1]))
                piece--;
            writer.Write(bytes, 0, Encoding.UTF8.GetBytes(text[..piece], bytes));
            text = text[piece..];
        }
        ArrayPool<byte>.Shared.Return(bytes);
    }

    internal static ReadOnlyMemory<char> ReadText(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length == 0 ? default : Encoding.UTF8.GetString(reader.ReadBytes(length)).AsMemory();
    }
}
