using System.Runtime.CompilerServices;

namespace TorchSharp;

// How native answers become managed ones. Each keeps this tensor and the other operands alive while the call ran:
// without that, a finaliser might free a tensor whose last use is the call itself.
public static partial class torch
{
    public partial class Tensor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Tensor Result(nint native)
        {
            GC.KeepAlive(this);
            return Native.Result(native);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Tensor Result(nint native, object? other)
        {
            GC.KeepAlive(this);
            GC.KeepAlive(other);
            return Native.Result(native);
        }

        private Tensor Result(nint native, object? other, object? another)
        {
            GC.KeepAlive(this);
            GC.KeepAlive(other);
            GC.KeepAlive(another);
            return Native.Result(native);
        }

        /// <summary>An in-place operation answers the tensor that it changed.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Tensor Self(int done, object? other = null, object? another = null)
        {
            GC.KeepAlive(other);
            GC.KeepAlive(another);
            if (done == 0) Native.Check();
            return this;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Value<T>(T answer, object? other = null)
        {
            GC.KeepAlive(this);
            GC.KeepAlive(other);
            Native.Check();
            return answer;
        }

        private (Tensor, Tensor) Pair(nint natives, object? other = null)
        {
            var all = Many(natives, other);
            return (all[0], all[1]);
        }

        private Tensor[] Many(nint natives, object? other = null)
        {
            GC.KeepAlive(this);
            GC.KeepAlive(other);
            return Native.Results(natives);
        }
    }
}
