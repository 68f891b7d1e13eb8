namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers: the same seed gives the same numbers.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            handle = Native.generator_new(seed, (int)this.device.type, this.device.index);
            if (handle == 0) Native.Check();
        }

        private Generator(nint handle)
        {
            this.handle = handle;
            device = CPU;
        }

        ~Generator() => Dispose(false);

        /// <summary>The generator that operations use when none is given.</summary>
        public static Generator Default => new(Native.Checked(Native.generator_default()));

        internal static Generator Seeded(long seed) => new(Native.Checked(Native.manual_seed_all(seed)));

        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Generator invalid -- empty handle.");

        public Device device { get; private set; }

        public Generator manual_seed(long seed)
        {
            Native.generator_manual_seed(Handle, seed);
            return Checked(this);
        }

        /// <summary>Seeds from the machine's entropy and tells the seed.</summary>
        public long seed() => Checked(Native.generator_seed(Handle));

        public long initial_seed() => Checked(Native.generator_initial_seed(Handle));

        public Tensor get_state() => Native.Result(Native.generator_get_state(Handle), this);

        public void set_state(Tensor value)
        {
            Native.generator_set_state(Handle, value.Handle);
            GC.KeepAlive(value);
            Checked(0);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var native = Interlocked.Exchange(ref handle, 0);
            if (native != 0) Native.generator_dispose(native);
        }

        private T Checked<T>(T answer)
        {
            GC.KeepAlive(this);
            return Native.Checked(answer);
        }
    }
}
