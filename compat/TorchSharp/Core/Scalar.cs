using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>A number of any kind, laid out as the native layer's <c>Number</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Number(int kind, double re = 0, double im = 0, long integer = 0)
{
    internal const int Absent = -1, Integer = 0, Floating = 1, Boolean = 2, Imaginary = 3;

    internal readonly double Re = re;
    internal readonly double Im = im;
    internal readonly long Whole = integer;
    internal readonly int Kind = kind;

    internal static Number None => new(Absent);
}

/// <summary>A number that stands beside a tensor in an operation. Plain numbers become one by themselves.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Number Number;

    internal Scalar(Number number) => Number = number;

    public torch.ScalarType Type => Number.Kind switch
    {
        Number.Integer => torch.ScalarType.Int64,
        Number.Boolean => torch.ScalarType.Bool,
        Number.Imaginary => torch.ScalarType.ComplexFloat64,
        _ => torch.ScalarType.Float64,
    };

    /// <summary>There is nothing to free; upstream's scalar is native, and code written for it disposes it.</summary>
    public void Dispose() { }

    internal static Number OrNone(Scalar? scalar) => scalar is null ? Number.None : scalar.Number;

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(Half value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public static implicit operator Scalar((float, float) value) => value.ToScalar();

    public static implicit operator Scalar(Complex value) => value.ToScalar();
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => Whole(value);

    public static Scalar ToScalar(this sbyte value) => Whole(value);

    public static Scalar ToScalar(this short value) => Whole(value);

    public static Scalar ToScalar(this int value) => Whole(value);

    public static Scalar ToScalar(this long value) => Whole(value);

    public static Scalar ToScalar(this Half value) => Real((double)value);

    public static Scalar ToScalar(this float value) => Real(value);

    public static Scalar ToScalar(this double value) => Real(value);

    public static Scalar ToScalar(this bool value) => new(new Number(Number.Boolean, integer: value ? 1 : 0));

    public static Scalar ToScalar(this (float, float) value) => new(new Number(Number.Imaginary, value.Item1, value.Item2));

    public static Scalar ToScalar(this Complex value) => new(new Number(Number.Imaginary, value.Real, value.Imaginary));

    public static Scalar ToBFloat16Scalar(this float value)
    {
        // Round to nearest even at the 16th bit, as the hardware does.
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsFinite(value)) bits += 0x7FFF + ((bits >> 16) & 1);
        return Real(BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000));
    }

    public static Half ToHalf(this Scalar value) => (Half)value.ToDouble();

    public static float ToSingle(this Scalar value) => (float)value.ToDouble();

    public static double ToDouble(this Scalar value) => value.Number.Kind is Number.Floating or Number.Imaginary ? value.Number.Re : value.Number.Whole;

    public static sbyte ToSByte(this Scalar value) => (sbyte)value.ToInt64();

    public static byte ToByte(this Scalar value) => (byte)value.ToInt64();

    public static short ToInt16(this Scalar value) => (short)value.ToInt64();

    public static int ToInt32(this Scalar value) => (int)value.ToInt64();

    public static long ToInt64(this Scalar value) => value.Number.Kind is Number.Floating or Number.Imaginary ? (long)value.Number.Re : value.Number.Whole;

    public static bool ToBoolean(this Scalar value) => value.Number.Re != 0 || value.Number.Im != 0 || value.Number.Whole != 0;

    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => ((float)value.ToDouble(), (float)value.Number.Im);

    public static Complex ToComplexFloat64(this Scalar value) => new(value.ToDouble(), value.Number.Im);

    private static Scalar Whole(long value) => new(new Number(Number.Integer, integer: value));

    private static Scalar Real(double value) => new(new Number(Number.Floating, value));
}
