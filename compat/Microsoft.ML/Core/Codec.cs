using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

/// <summary>How values of one raw type are written, read and copied.</summary>
internal static class Codec<T>
{
    public delegate void Copy(in T source, ref T destination);

    public static readonly Action<BinaryWriter, T> Write;
    public static readonly Func<BinaryReader, T> Read;
    public static readonly Copy Copier;

    static Codec()
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
        {
            var vector = Activator.CreateInstance(typeof(VectorCodec<>).MakeGenericType(typeof(T).GetGenericArguments()))!;
            Write = (Action<BinaryWriter, T>)vector.GetType().GetMethod("Write")!.CreateDelegate(typeof(Action<BinaryWriter, T>), vector);
            Read = (Func<BinaryReader, T>)vector.GetType().GetMethod("Read")!.CreateDelegate(typeof(Func<BinaryReader, T>), vector);
            Copier = (Copy)vector.GetType().GetMethod("Copy")!.CreateDelegate(typeof(Copy), vector);
            return;
        }
        Copier = (in T source, ref T destination) => destination = source;
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
        {
            Write = (writer, value) => Codec.WriteText(writer, Unsafe.As<T, ReadOnlyMemory<char>>(ref value).Span);
            Read = reader =>
            {
                var text = Codec.ReadText(reader);
                return Unsafe.As<ReadOnlyMemory<char>, T>(ref text);
            };
        }
        else if (typeof(T) == typeof(DateTimeOffset))
        {
            Write = (writer, value) =>
            {
                var moment = Unsafe.As<T, DateTimeOffset>(ref value);
                writer.Write(moment.Ticks);
                writer.Write(moment.Offset.Ticks);
            };
            Read = reader =>
            {
                var moment = new DateTimeOffset(reader.ReadInt64(), new TimeSpan(reader.ReadInt64()));
                return Unsafe.As<DateTimeOffset, T>(ref moment);
            };
        }
        else if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Write = (writer, value) => writer.Write(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>()));
            Read = reader =>
            {
                T value = default;
                reader.BaseStream.ReadExactly(MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>()));
                return value;
            };
        }
        else
        {
            Write = (_, _) => throw new NotSupportedException($"Values of type {typeof(T)} cannot be written to a file");
            Read = _ => throw new NotSupportedException($"Values of type {typeof(T)} cannot be read from a file");
        }
    }
}

internal sealed class VectorCodec<T>
{
    public void Copy(in VBuffer<T> source, ref VBuffer<T> destination) => source.CopyTo(ref destination);

    public void Write(BinaryWriter writer, VBuffer<T> vector)
    {
        var values = vector.GetValues();
        writer.Write(vector.Length);
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(vector.GetIndices()));
        if (IsBlittable)
            writer.Write(Bytes(values));
        else
            foreach (var value in values)
                Codec<T>.Write(writer, value);
    }

    public VBuffer<T> Read(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var values = new T[reader.ReadInt32()];
        var indices = values.Length == length ? null : new int[values.Length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(indices.AsSpan()));
        if (IsBlittable)
            reader.BaseStream.ReadExactly(Bytes(values));
        else
            for (var i = 0; i < values.Length; i++)
                values[i] = Codec<T>.Read(reader);
        return new VBuffer<T>(length, values.Length, values, indices);
    }

    private static bool IsBlittable => !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && typeof(T) != typeof(DateTimeOffset);

    private static Span<byte> Bytes(ReadOnlySpan<T> values)
        => MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), checked(values.Length * Unsafe.SizeOf<T>()));
}
