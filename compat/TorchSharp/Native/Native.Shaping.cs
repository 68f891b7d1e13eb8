using System.Runtime.InteropServices;

namespace TorchSharp;

// The same elements in another shape: views, splits, copies.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint tensor_resolve_conj(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_resolve_neg(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_alias(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_vander(nint x, long N, Flag increasing);
    [LibraryImport(Library)] internal static partial nint tensor_as_strided(nint x, ReadOnlySpan<long> size, long sizeLength, ReadOnlySpan<long> strides, long stridesLength, long storageOffset);
    [LibraryImport(Library)] internal static partial nint tensor_clone(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_contiguous(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_select(nint x, long dim, long index);
    [LibraryImport(Library)] internal static partial nint tensor_reshape(nint x, ReadOnlySpan<long> shape, long shapeLength);
    [LibraryImport(Library)] internal static partial nint tensor_flatten(nint x, long start_dim, long end_dim);
    [LibraryImport(Library)] internal static partial nint tensor_squeeze(nint x, long dim);
    [LibraryImport(Library)] internal static partial int tensor_squeeze_(nint x, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_t(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_transpose(nint x, long dim0, long dim1);
    [LibraryImport(Library)] internal static partial int tensor_transpose_(nint x, long dim0, long dim1);
    [LibraryImport(Library)] internal static partial nint tensor_tril(nint x, long diagonal);
    [LibraryImport(Library)] internal static partial int tensor_tril_(nint x, long diagonal);
    [LibraryImport(Library)] internal static partial nint tensor_triu(nint x, long diagonal);
    [LibraryImport(Library)] internal static partial int tensor_triu_(nint x, long diagonal);
    [LibraryImport(Library)] internal static partial nint tensor_view(nint x, ReadOnlySpan<long> shape, long shapeLength);
    [LibraryImport(Library)] internal static partial nint tensor_view_as(nint x, nint other);
    [LibraryImport(Library)] internal static partial nint tensor_view_as_complex(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_view_as_real(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_ravel(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_diff(nint x, long n, long dim, nint prepend, nint append);
    [LibraryImport(Library)] internal static partial nint tensor_diag(nint x, long diagonal);
    [LibraryImport(Library)] internal static partial nint tensor_diag_embed(nint x, long offset, long dim1, long dim2);
    [LibraryImport(Library)] internal static partial nint tensor_diagflat(nint x, long offset);
    [LibraryImport(Library)] internal static partial nint tensor_diagonal(nint x, long offset, long dim1, long dim2);
    [LibraryImport(Library)] internal static partial nint tensor_unbind(nint x, long dimension);
    [LibraryImport(Library)] internal static partial nint tensor_unfold(nint x, long dimension, long size, long step);
    [LibraryImport(Library)] internal static partial nint tensor_tensor_split(nint x, long size, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_tensor_split_li(nint x, ReadOnlySpan<long> sizes, long sizesLength, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_tensor_split_ti(nint x, nint indices, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_chunk(nint x, long chunks, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_expand_as(nint x, nint other);
    [LibraryImport(Library)] internal static partial nint tensor_repeat(nint x, ReadOnlySpan<long> sizes, long sizesLength);
    [LibraryImport(Library)] internal static partial nint tensor_repeat_interleave(nint x, nint repeats, long dim, long output_size);
    [LibraryImport(Library)] internal static partial nint tensor_repeat_interleave_iii(nint x, long repeats, long dim, long output_size);
    [LibraryImport(Library)] internal static partial nint tensor_broadcast_to(nint x, ReadOnlySpan<long> shape, long shapeLength);
    [LibraryImport(Library)] internal static partial nint tensor_permute(nint x, ReadOnlySpan<long> permutation, long permutationLength);
    [LibraryImport(Library)] internal static partial nint tensor_detach(nint x);
    [LibraryImport(Library)] internal static partial int tensor_detach_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_flip(nint x, ReadOnlySpan<long> dims, long dimsLength);
    [LibraryImport(Library)] internal static partial nint tensor_fliplr(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_flipud(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_narrow(nint x, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial nint tensor_slice(nint x, long dim, long start, long finish, long step);
    [LibraryImport(Library)] internal static partial nint tensor_unsqueeze(nint x, long dim);
    [LibraryImport(Library)] internal static partial int tensor_unsqueeze_(nint x, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_atleast_1d(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_atleast_2d(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_atleast_3d(nint x);
}
