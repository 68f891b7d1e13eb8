using System.Runtime.InteropServices;

namespace TorchSharp;

// New tensors, and tensors made of several others.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint torch_empty(ReadOnlySpan<long> size, long n, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_zeros(ReadOnlySpan<long> size, long n, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_ones(ReadOnlySpan<long> size, long n, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_full(ReadOnlySpan<long> size, long n, Number value, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_empty_strided(ReadOnlySpan<long> size, long n, ReadOnlySpan<long> strides, long m, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_arange(Number start, Number stop, Number step, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_linspace(double start, double end, long steps, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_logspace(double start, double end, long steps, double @base, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_eye(long rows, long columns, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_tril_indices(long row, long col, long offset, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_triu_indices(long row, long col, long offset, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_rand(ReadOnlySpan<long> size, long n, nint generator, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_randn(ReadOnlySpan<long> size, long n, nint generator, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_randint(long low, long high, ReadOnlySpan<long> size, long n, nint generator, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_randperm(long n, nint generator, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_normal(nint mean, nint deviation, nint generator);
    [LibraryImport(Library)] internal static partial nint torch_like(nint x, int kind, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_full_like(nint x, Number value, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_randint_like(nint x, long low, long high, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_from_memory(void* data, ReadOnlySpan<long> size, long n, int memory_dtype, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial nint torch_over_memory(void* data, ReadOnlySpan<long> size, long n, int memory_dtype, delegate* unmanaged<nint, void> release, nint owner);

    [LibraryImport(Library)] internal static partial nint torch_cat(ReadOnlySpan<nint> all, long n, long dim);
    [LibraryImport(Library)] internal static partial nint torch_stack(ReadOnlySpan<nint> all, long n, long dim);
    [LibraryImport(Library)] internal static partial nint torch_hstack(ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library)] internal static partial nint torch_vstack(ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library)] internal static partial nint torch_dstack(ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library)] internal static partial nint torch_column_stack(ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library)] internal static partial nint torch_block_diag(ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library)] internal static partial nint torch_cartesian_prod(ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library)] internal static partial nint torch_broadcast_tensors(ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint torch_meshgrid(ReadOnlySpan<nint> all, long n, string indexing);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint torch_einsum(string equation, ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library)] internal static partial nint torch_multi_dot(ReadOnlySpan<nint> all, long n);
    [LibraryImport(Library)] internal static partial nint torch_where(nint condition);
    [LibraryImport(Library)] internal static partial nint torch_searchsorted(nint sorted, nint values, Flag out_int32, Flag right);
    [LibraryImport(Library)] internal static partial nint torch_cdist(nint a, nint b, double p, long mode);
    [LibraryImport(Library)] internal static partial nint torch_complex(nint re, nint im);
    [LibraryImport(Library)] internal static partial nint torch_combinations(nint x, long r, Flag with_replacement);
    [LibraryImport(Library)] internal static partial nint torch_window(int kind, long length, Flag periodic, double alpha, double beta, int dtype, int type, int index);
    [LibraryImport(Library)] internal static partial int torch_result_type(nint a, nint b);
    [LibraryImport(Library)] internal static partial Flag torch_can_cast(int from, int to);
    [LibraryImport(Library)] internal static partial int torch_promote_types(int a, int b);
}
