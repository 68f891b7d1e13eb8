using System.Runtime.InteropServices;

namespace TorchSharp;

// Devices, generators, threads and switches.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial Flag cuda_is_available();
    [LibraryImport(Library)] internal static partial Flag cudnn_is_available();
    [LibraryImport(Library)] internal static partial int cuda_device_count();
    [LibraryImport(Library)] internal static partial void cuda_synchronize(long index);
    [LibraryImport(Library)] internal static partial void cuda_manual_seed(long seed);
    [LibraryImport(Library)] internal static partial Flag get_switch(int which);
    [LibraryImport(Library)] internal static partial void set_switch(int which, Flag value);

    [LibraryImport(Library)] internal static partial nint generator_new(ulong seed, int deviceType, int deviceIndex);
    [LibraryImport(Library)] internal static partial nint generator_default();
    [LibraryImport(Library)] internal static partial void generator_dispose(nint g);
    [LibraryImport(Library)] internal static partial void generator_manual_seed(nint g, long seed);
    [LibraryImport(Library)] internal static partial long generator_seed(nint g);
    [LibraryImport(Library)] internal static partial long generator_initial_seed(nint g);
    [LibraryImport(Library)] internal static partial nint generator_get_state(nint g);
    [LibraryImport(Library)] internal static partial void generator_set_state(nint g, nint state);
    [LibraryImport(Library)] internal static partial nint manual_seed_all(long seed);

    [LibraryImport(Library)] internal static partial int get_num_threads();
    [LibraryImport(Library)] internal static partial void set_num_threads(int count);
    [LibraryImport(Library)] internal static partial int get_num_interop_threads();
    [LibraryImport(Library)] internal static partial void set_num_interop_threads(int count);
}
