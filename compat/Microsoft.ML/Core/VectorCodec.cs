using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

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
