using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

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
