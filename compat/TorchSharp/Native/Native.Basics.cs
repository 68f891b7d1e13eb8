using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial void tensor_dispose(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long tensor_ndim(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long tensor_numel(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long tensor_element_size(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long tensor_size(nint t, long dim);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long tensor_stride(nint t, long dim);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long tensor_sizes(nint t, long* into, long capacity);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int tensor_dtype(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int tensor_device_type(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int tensor_device_index(nint t);
    [LibraryImport(Library)] internal static partial void* tensor_data(nint t);
}
