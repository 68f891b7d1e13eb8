using System.Runtime.InteropServices;

namespace TorchSharp;

// Comparing, testing and ordering elements.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint tensor_argsort(nint x, long dim, Flag descending);
    [LibraryImport(Library)] internal static partial nint tensor_isclose(nint x, nint other, double rtol, double atol, Flag nanEqual);
    [LibraryImport(Library)] internal static partial nint tensor_isin(nint x, nint test_elements, Flag assumeUnique, Flag invert);
    [LibraryImport(Library)] internal static partial nint tensor_isinf(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_isfinite(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_isposinf(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_isneginf(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_isnan(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_isreal(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_bucketize(nint x, nint boundaries, Flag outInt32, Flag right);
    [LibraryImport(Library)] internal static partial nint tensor_eq(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_equal(nint x, nint target);
    [LibraryImport(Library)] internal static partial int tensor_eq_(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_eq_s(nint x, Number target);
    [LibraryImport(Library)] internal static partial int tensor_eq__s(nint x, Number target);
    [LibraryImport(Library)] internal static partial Flag tensor_allclose(nint x, nint target, double rtol, double atol, Flag equal_nan);
    [LibraryImport(Library)] internal static partial nint tensor_ge(nint x, nint target);
    [LibraryImport(Library)] internal static partial int tensor_ge_(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_ge_s(nint x, Number target);
    [LibraryImport(Library)] internal static partial int tensor_ge__s(nint x, Number target);
    [LibraryImport(Library)] internal static partial nint tensor_gt(nint x, nint target);
    [LibraryImport(Library)] internal static partial int tensor_gt_(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_gt_s(nint x, Number target);
    [LibraryImport(Library)] internal static partial int tensor_gt__s(nint x, Number target);
    [LibraryImport(Library)] internal static partial nint tensor_le(nint x, nint target);
    [LibraryImport(Library)] internal static partial int tensor_le_(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_le_s(nint x, Number target);
    [LibraryImport(Library)] internal static partial int tensor_le__s(nint x, Number target);
    [LibraryImport(Library)] internal static partial nint tensor_lt(nint x, nint target);
    [LibraryImport(Library)] internal static partial int tensor_lt_(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_lt_s(nint x, Number target);
    [LibraryImport(Library)] internal static partial int tensor_lt__s(nint x, Number target);
    [LibraryImport(Library)] internal static partial nint tensor_topk(nint x, long k, long dim, Flag largest, Flag sorted);
    [LibraryImport(Library)] internal static partial nint tensor_kthvalue(nint x, long k, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_msort(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_sort(nint x, long dim, Flag descending, Flag stable);
    [LibraryImport(Library)] internal static partial nint tensor_ne(nint x, nint target);
    [LibraryImport(Library)] internal static partial int tensor_ne_(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_ne_s(nint x, Number target);
    [LibraryImport(Library)] internal static partial int tensor_ne__s(nint x, Number target);
}
