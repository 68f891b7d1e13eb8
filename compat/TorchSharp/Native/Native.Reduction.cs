using System.Runtime.InteropServices;

namespace TorchSharp;

// Sums, extremes, moments, counts and other reductions.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint tensor_cummax(nint x, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_cummin(nint x, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_cumsum(nint x, long dim, int type);
    [LibraryImport(Library)] internal static partial nint tensor_cumprod(nint x, long dim, int type);
    [LibraryImport(Library)] internal static partial nint tensor_histc(nint x, long bins, long min, long max);
    [LibraryImport(Library)] internal static partial nint tensor_logcumsumexp(nint x, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_logsumexp(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_cumulative_trapezoid(nint x, double dx, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_cumulative_trapezoid_ti(nint x, nint points, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_trapezoid(nint x, double dx, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_trapezoid_ti(nint x, nint points, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_all(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_all_ib(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_any(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_any_ib(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_argmax(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_argmax_ib(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_argmin(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_argmin_ib(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_cov(nint x, long correction, nint fweights, nint aweights);
    [LibraryImport(Library)] internal static partial nint tensor_corrcoef(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_bincount(nint x, nint weights, long minlength);
    [LibraryImport(Library)] internal static partial nint tensor_mean(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_mode(nint x, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint tensor_mean_lby(nint x, ReadOnlySpan<long> dimensions, long dimensionsLength, Flag keepdim, int type);
    [LibraryImport(Library)] internal static partial nint tensor_median(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_dist(nint x, nint other, double p);
    [LibraryImport(Library)] internal static partial nint tensor_norm(nint x, double p);
    [LibraryImport(Library)] internal static partial nint tensor_prod(nint x, int type);
    [LibraryImport(Library)] internal static partial nint tensor_prod_iby(nint x, long dim, Flag keepdim, int type);
    [LibraryImport(Library)] internal static partial nint tensor_sum(nint x, int type);
    [LibraryImport(Library)] internal static partial nint tensor_sum_lby(nint x, ReadOnlySpan<long> dim, long dimLength, Flag keepdim, int type);
    [LibraryImport(Library)] internal static partial nint tensor_nanmedian(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_nansum(nint x);
}
