using System.Runtime.InteropServices;

namespace TorchSharp;

// The operations whose arguments need a word: several dimensions, places and types, shared memory, gradients, indices.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint tensor_div(nint x, nint target, int mode);
    [LibraryImport(Library)] internal static partial nint tensor_div_s(nint x, Number target, int mode);
    [LibraryImport(Library)] internal static partial int tensor_div_(nint x, nint target, int mode);
    [LibraryImport(Library)] internal static partial int tensor_div__s(nint x, Number target, int mode);
    [LibraryImport(Library)] internal static partial nint tensor_max(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_min(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_max_t(nint x, nint other);
    [LibraryImport(Library)] internal static partial nint tensor_min_t(nint x, nint other);
    [LibraryImport(Library)] internal static partial nint tensor_max_dim(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_min_dim(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_amax(nint x, ReadOnlySpan<long> dims, long n, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_amin(nint x, ReadOnlySpan<long> dims, long n, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_aminmax(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_std(nint x, Flag unbiased);
    [LibraryImport(Library)] internal static partial nint tensor_var(nint x, Flag unbiased);
    [LibraryImport(Library)] internal static partial nint tensor_std_dims(nint x, ReadOnlySpan<long> dims, long n, Flag unbiased, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_var_dims(nint x, ReadOnlySpan<long> dims, long n, Flag unbiased, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_std_mean(nint x, Flag unbiased);
    [LibraryImport(Library)] internal static partial nint tensor_var_mean(nint x, Flag unbiased);
    [LibraryImport(Library)] internal static partial nint tensor_std_mean_dims(nint x, ReadOnlySpan<long> dims, long n, Flag unbiased, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_var_mean_dims(nint x, ReadOnlySpan<long> dims, long n, Flag unbiased, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_norm_dim(nint x, long dim, Flag keepdim, double p);
    [LibraryImport(Library)] internal static partial nint tensor_quantile(nint x, nint q, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_nanquantile(nint x, nint q, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_nanmean(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_nanmean_dim(nint x, long dim, Flag keepdim, int dtype);
    [LibraryImport(Library)] internal static partial nint tensor_count_nonzero(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_count_nonzero_dims(nint x, ReadOnlySpan<long> dims, long n);
    [LibraryImport(Library)] internal static partial nint tensor_unique(nint x, Flag sorted, Flag inverse, Flag counts);
    [LibraryImport(Library)] internal static partial nint tensor_unique_dim(nint x, long dim, Flag sorted, Flag inverse, Flag counts);
    [LibraryImport(Library)] internal static partial nint tensor_unique_consecutive(nint x, Flag inverse, Flag counts, long dim);

    [LibraryImport(Library)] internal static partial nint tensor_expand(nint x, ReadOnlySpan<long> sizes, long n, Flag @implicit);
    [LibraryImport(Library)] internal static partial nint tensor_movedim(nint x, ReadOnlySpan<long> from, long n, ReadOnlySpan<long> to, long m);
    [LibraryImport(Library)] internal static partial nint tensor_roll(nint x, ReadOnlySpan<long> shifts, long n, ReadOnlySpan<long> dims, long m);
    [LibraryImport(Library)] internal static partial nint tensor_rot90(nint x, long k, long dim0, long dim1);
    [LibraryImport(Library)] internal static partial nint tensor_tile(nint x, ReadOnlySpan<long> reps, long n);
    [LibraryImport(Library)] internal static partial nint tensor_unflatten(nint x, long dim, ReadOnlySpan<long> sizes, long n);
    [LibraryImport(Library)] internal static partial nint tensor_take_along_dim(nint x, nint indices, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_split(nint x, long size, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_split_sizes(nint x, ReadOnlySpan<long> sizes, long n, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_tensordot(nint x, nint b, ReadOnlySpan<long> dims1, long n, ReadOnlySpan<long> dims2, long m);

    [LibraryImport(Library)] internal static partial nint tensor_to(nint x, int dtype, int type, int index, Flag copy, Flag non_blocking);
    [LibraryImport(Library)] internal static partial nint tensor_to_type(nint x, int dtype, Flag copy, Flag non_blocking);
    [LibraryImport(Library)] internal static partial int tensor_copy_(nint x, nint source, Flag non_blocking);
    [LibraryImport(Library)] internal static partial int tensor_set_(nint x, nint source);
    [LibraryImport(Library)] internal static partial int tensor_fill_(nint x, Number value);
    [LibraryImport(Library)] internal static partial int tensor_zero_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_pin_memory(nint x);
    [LibraryImport(Library)] internal static partial Flag tensor_is_pinned(nint x);
    [LibraryImport(Library), SuppressGCTransition] internal static partial Flag tensor_is_contiguous(nint x);
    [LibraryImport(Library), SuppressGCTransition] internal static partial Flag tensor_is_sparse(nint x);
    [LibraryImport(Library)] internal static partial Flag tensor_is_nonzero(nint x);
    [LibraryImport(Library)] internal static partial Flag tensor_equal_all(nint x, nint other);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long tensor_storage_offset(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_real(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_imag(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_mT(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_mH(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_to_dense(nint x);
    [LibraryImport(Library)] internal static partial int tensor_item(nint x, Number* into);
    [LibraryImport(Library)] internal static partial nint tensor_get(nint x, ReadOnlySpan<long> at, long n);
    [LibraryImport(Library)] internal static partial nint tensor_index(nint x, ReadOnlySpan<NativeIndex> at, long n);
    [LibraryImport(Library)] internal static partial int tensor_index_put_(nint x, ReadOnlySpan<NativeIndex> at, long n, nint value);
    [LibraryImport(Library)] internal static partial int tensor_index_put_scalar_(nint x, ReadOnlySpan<NativeIndex> at, long n, Number value);
    [LibraryImport(Library)] internal static partial int tensor_index_accumulate_(nint x, ReadOnlySpan<NativeIndex> at, long n, nint value);

    [LibraryImport(Library), SuppressGCTransition] internal static partial Flag tensor_requires_grad(nint x);
    [LibraryImport(Library)] internal static partial int tensor_set_requires_grad(nint x, Flag on);
    [LibraryImport(Library), SuppressGCTransition] internal static partial Flag tensor_is_leaf(nint x);
    [LibraryImport(Library)] internal static partial int tensor_retain_grad(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_grad(nint x);
    [LibraryImport(Library)] internal static partial int tensor_set_grad(nint x, nint grad);
    [LibraryImport(Library)] internal static partial int autograd_backward_one(nint x);
    [LibraryImport(Library)] internal static partial int autograd_backward(ReadOnlySpan<nint> roots, long n, ReadOnlySpan<nint> grads, long m, Flag retain_graph, Flag create_graph, ReadOnlySpan<nint> inputs, long k);
    [LibraryImport(Library)] internal static partial nint autograd_grad(ReadOnlySpan<nint> outputs, long n, ReadOnlySpan<nint> inputs, long k, ReadOnlySpan<nint> grads, long m, Flag retain_graph, Flag create_graph, Flag allow_unused);
    [LibraryImport(Library), SuppressGCTransition] internal static partial Flag grad_mode();
    [LibraryImport(Library), SuppressGCTransition] internal static partial int set_grad_mode(Flag on);
    [LibraryImport(Library), SuppressGCTransition] internal static partial Flag inference_mode();
    [LibraryImport(Library)] internal static partial nint inference_mode_enter(Flag on);
    [LibraryImport(Library)] internal static partial void inference_mode_leave(nint mode);
    [LibraryImport(Library)] internal static partial Flag anomaly_mode();
    [LibraryImport(Library)] internal static partial Flag anomaly_check_nan();
    [LibraryImport(Library)] internal static partial int set_anomaly_mode(Flag on, Flag check_nan);
}
