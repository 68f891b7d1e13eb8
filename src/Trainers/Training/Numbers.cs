using TorchSharp;

namespace MLNetGradExt.Training;

/// <summary>Scalars of every step, made once: a temporary one may be finalised while the native call still reads it, and costs a finaliser each.</summary>
internal static class Numbers
{
    public static readonly Scalar Zero = 0.0.ToScalar();
    public static readonly Scalar Half = 0.5.ToScalar();
    public static readonly Scalar One = 1L.ToScalar();
    public static readonly Scalar Tiny = 1e-12.ToScalar();
}
