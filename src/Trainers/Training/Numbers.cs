using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>
/// Scalars that outlive the call they are passed to. TorchSharp hands a scalar's address to libtorch and keeps nothing: the temporary behind
/// <c>x.add_(0.5)</c>, and the 1 that <c>x.add_(y)</c> makes inside, may be finalised while the native call still reads it. Each also costs a finaliser.
/// </summary>
internal static class Numbers
{
    public static readonly Scalar Zero = 0.0.ToScalar();
    public static readonly Scalar Half = 0.5.ToScalar();
    public static readonly Scalar One = 1L.ToScalar();
    public static readonly Scalar Two = 2L.ToScalar();
    public static readonly Scalar Tiny = 1e-12.ToScalar();

    /// <summary>More than any one expression takes; a power of two.</summary>
    private const int Slots = 32;

    [ThreadStatic]
    private static Scalar?[]? _ring;

    [ThreadStatic]
    private static int _next;

    /// <summary>A scalar for the expression at hand: it is freed when this thread has asked for <see cref="Slots"/> more.</summary>
    public static Scalar Held(double value)
    {
        ref var slot = ref (_ring ??= new Scalar?[Slots])[_next++ & (Slots - 1)];
        slot?.Dispose();
        return slot = value.ToScalar();
    }

    /// <summary>The one number in a tensor.</summary>
    public static double Read(this Tensor tensor)
    {
        using var number = tensor.ToScalar();
        return number.ToDouble();
    }
}
