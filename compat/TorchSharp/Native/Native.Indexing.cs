using System.Runtime.InteropServices;

namespace TorchSharp;

// Picking and placing elements by index or mask.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint tensor_index_select(nint x, long dim, nint index);
    [LibraryImport(Library)] internal static partial nint tensor_take(nint x, nint index);
    [LibraryImport(Library)] internal static partial nint tensor_argwhere(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_index_add(nint x, long dim, nint index, nint source, Number alpha);
    [LibraryImport(Library)] internal static partial int tensor_index_add_(nint x, long dim, nint index, nint source, Number alpha);
    [LibraryImport(Library)] internal static partial nint tensor_index_copy(nint x, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial int tensor_index_copy_(nint x, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial nint tensor_index_fill(nint x, long dim, nint index, Number value);
    [LibraryImport(Library)] internal static partial int tensor_index_fill_(nint x, long dim, nint index, Number value);
    [LibraryImport(Library)] internal static partial nint tensor_masked_fill(nint x, nint mask, Number value);
    [LibraryImport(Library)] internal static partial int tensor_masked_fill_(nint x, nint mask, Number value);
    [LibraryImport(Library)] internal static partial nint tensor_masked_scatter(nint x, nint mask, nint value);
    [LibraryImport(Library)] internal static partial int tensor_masked_scatter_(nint x, nint mask, nint value);
    [LibraryImport(Library)] internal static partial nint tensor_masked_select(nint x, nint mask);
    [LibraryImport(Library)] internal static partial nint tensor_scatter(nint x, long dim, nint index, nint src);
    [LibraryImport(Library)] internal static partial int tensor_scatter_(nint x, long dim, nint index, nint src);
    [LibraryImport(Library)] internal static partial nint tensor_scatter_add(nint x, long dim, nint index, nint src);
    [LibraryImport(Library)] internal static partial int tensor_scatter_add_(nint x, long dim, nint index, nint src);
    [LibraryImport(Library)] internal static partial nint tensor_diagonal_scatter(nint x, nint src, long offset, long dim1, long dim2);
    [LibraryImport(Library)] internal static partial nint tensor_select_scatter(nint x, nint src, long dim, long index);
    [LibraryImport(Library)] internal static partial nint tensor_slice_scatter(nint x, nint src, long dim, long start, long end, long step);
    [LibraryImport(Library)] internal static partial nint tensor_gather(nint x, long dim, nint index);
    [LibraryImport(Library)] internal static partial nint tensor_nonzero(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_where(nint x, nint condition, nint y);
}
