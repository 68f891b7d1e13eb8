using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An n-dimensional array of one element type on one device. Every operation gives a new tensor object.</summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        /// <summary>The native tensor, zero once disposed. Prefer <see cref="Handle"/>, which checks.</summary>
        internal nint handle;

        /// <summary>Where the owning scope keeps this tensor.</summary>
        internal int ScopeSlot;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            var total = Interlocked.Increment(ref totalCount);
            if (total > peakCount) peakCount = total;
            if (register) DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>How many tensor objects live, on all threads.</summary>
        public static long TotalCount => totalCount;

        /// <summary>The most that ever lived at once.</summary>
        public static long PeakCount => peakCount;

        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        /// <summary>A name for people; nothing depends on it.</summary>
        public string? name { get; set; }

        public bool IsInvalid => handle == 0;

        /// <summary>The native tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public nint Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                if (handle == 0) ThrowInvalid();
                return handle;
            }
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var native = handle;
            if (native == 0) return;
            handle = 0;
            DisposeScopeManager.ThreadSingleton.Disposing(this);
            OwningDisposeScope?.Drop(this);
            Interlocked.Decrement(ref totalCount);
            Native.tensor_dispose(native);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        [Obsolete("The method name misspells 'Detach.' Use 'DetachFromDisposeScope' instead.", false)]
        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } scope) scope.MoveToOther(other, this);
            else other?.Attach(this);
            return this;
        }

        /// <summary>Gives the native tensor to the caller, who owns it from now on.</summary>
        public nint DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            var native = Handle;
            Interlocked.Decrement(ref totalCount);
            handle = 0;
            return native;
        }

        /// <summary>Gives the native tensor to another managed tensor, such as a parameter.</summary>
        internal nint MoveHandle()
        {
            var native = handle;
            handle = 0;
            return native;
        }

        private static void ThrowInvalid() => throw new InvalidOperationException("Tensor invalid -- empty handle.");
    }

    /// <summary>Opens a scope on this thread; tensors created until it is disposed belong to it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    /// <summary>Evaluates an expression in a scope of its own; only its result survives.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
