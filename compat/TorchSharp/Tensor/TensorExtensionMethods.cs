using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Conversions of one-element tensors, and the stream format of tensors.</summary>
public static partial class TensorExtensionMethods
{
    public static ReadOnlySpan<int> IntShape(this Tensor tensor) => Array.ConvertAll(tensor.shape, static n => (int)n);

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, static (product, n) => product * n);

    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new NotSupportedException(),
    };

    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    public static Half ToHalf(this Tensor value) => value.ToScalar().ToHalf();

    public static sbyte ToSByte(this Tensor value) => value.ToScalar().ToSByte();

    public static byte ToByte(this Tensor value) => value.ToScalar().ToByte();

    public static short ToInt16(this Tensor value) => value.ToScalar().ToInt16();

    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    public static (float Real, float Imaginary) ToComplexFloat32(this Tensor value) => value.ToScalar().ToComplexFloat32();

    public static Complex ToComplexFloat64(this Tensor value) => value.ToScalar().ToComplexFloat64();

    public static (float Real, float Imaginary) ToComplex32(this Tensor value) => value.ToScalar().ToComplexFloat32();

    public static Complex ToComplex64(this Tensor value) => value.ToScalar().ToComplexFloat64();

    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false) =>
        FromMemory(rawArray, dimensions, null, null, requires_grad);

    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false) where T : struct =>
        FromMemory(new[] { scalar }, [], null, device, requires_grad);

    // ---- the stream format: element type, rank and sizes as LEB128 numbers, then the bytes ---------------------------

    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        if (tensor.device_type != DeviceType.CPU || !tensor.is_contiguous())
        {
            using var here = tensor.cpu().contiguous();
            here.Save(writer);
            return;
        }
        Encode(writer, (int)tensor.dtype);
        var shape = tensor.shape;
        Encode(writer, shape.Length);
        foreach (var n in shape) Encode(writer, n);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
        stream.Flush();
    }

    public static void Save(this Tensor tensor, string location) => tensor.Save(File.Create(location));

    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = Header(reader);
        if (type != tensor.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        Fill(tensor, type, shape, reader, skip);
    }

    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        Tensor? tensor = null;
        Load(ref tensor, reader, skip);
        return tensor!;
    }

    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = Header(reader);
        tensor ??= skip ? zeros(shape, type) : empty(shape, type);
        Fill(tensor, type, shape, reader, skip);
    }

    private static void Fill(Tensor tensor, ScalarType type, long[] shape, BinaryReader reader, bool skip)
    {
        if (skip)
        {
            reader.BaseStream.Seek(shape.TotalSize() * type.ElementSize(), SeekOrigin.Current);
            return;
        }
        if (!shape.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        using var quiet = no_grad();
        if (tensor.device_type == DeviceType.CPU && tensor.is_contiguous()) tensor.ReadBytesFromStream(reader.BaseStream);
        else
        {
            using var here = empty(shape, type, CPU);
            here.ReadBytesFromStream(reader.BaseStream);
            tensor.copy_(here);
        }
    }

    private static (ScalarType, long[]) Header(BinaryReader reader)
    {
        var type = (ScalarType)Decode(reader);
        var shape = new long[Decode(reader)];
        for (var i = 0; i < shape.Length; i++) shape[i] = Decode(reader);
        return (type, shape);
    }

    internal static void Encode(BinaryWriter writer, long value)
    {
        if (value < 0) throw new NotSupportedException("LEB128 encoding of negative numbers");
        for (; value >= 0x80; value >>= 7) writer.Write((byte)(value | 0x80));
        writer.Write((byte)value);
    }

    internal static long Decode(BinaryReader reader)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            long next = reader.ReadByte();
            value += (next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
