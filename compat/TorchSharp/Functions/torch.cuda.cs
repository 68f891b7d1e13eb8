namespace TorchSharp;

// Graphics cards, and the switches of the libraries that work on them.
public static partial class torch
{
    private const int MatmulTf32 = 0, ConvolutionTf32 = 1, Deterministic = 2, DeterministicWarnOnly = 3;

    public static class cuda
    {
        public static bool is_available() => Native.Checked(Native.cuda_is_available());

        public static bool is_cudnn_available() => Native.Checked(Native.cudnn_is_available());

        public static int device_count() => Native.Checked(Native.cuda_device_count());

        public static void manual_seed(long seed)
        {
            Native.cuda_manual_seed(seed);
            Native.Check();
        }

        public static void manual_seed_all(long seed) => manual_seed(seed);

        /// <summary>Waits until a device has done all that it was asked to.</summary>
        public static void synchronize(Device? device = null)
        {
            Native.cuda_synchronize(device?.index ?? -1);
            Native.Check();
        }
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static class matmul
            {
                public static bool allow_tf32 { get => Get(MatmulTf32); set => Set(MatmulTf32, value); }
            }
        }

        public static class cudnn
        {
            public static bool allow_tf32 { get => Get(ConvolutionTf32); set => Set(ConvolutionTf32, value); }
        }
    }

    public static bool are_deterministic_algorithms_enabled() => Get(Deterministic);

    public static bool is_deterministic_algorithms_warn_only_enabled() => Get(DeterministicWarnOnly);

    /// <summary>Demands algorithms that give the same bits every time, until the result is disposed.</summary>
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false) => new DeterministicMode(mode, warn_only);

    private static bool Get(int which) => Native.Checked(Native.get_switch(which));

    private static void Set(int which, bool value)
    {
        Native.set_switch(which, value);
        Native.Check();
    }

    private sealed class DeterministicMode : IDisposable
    {
        private readonly bool mode = Get(Deterministic), warnOnly = Get(DeterministicWarnOnly);

        public DeterministicMode(bool mode, bool warnOnly)
        {
            Set(Deterministic, mode);
            Set(DeterministicWarnOnly, warnOnly);
        }

        public void Dispose()
        {
            Set(Deterministic, mode);
            Set(DeterministicWarnOnly, warnOnly);
        }
    }
}
