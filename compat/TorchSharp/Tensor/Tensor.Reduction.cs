namespace TorchSharp;

// Sums, extremes, moments, counts and other reductions.
public static partial class torch
{
    public partial class Tensor
    {
        public (Tensor values, Tensor indexes) cummax(long dim) => Pair(Native.tensor_cummax(Handle, dim));
        public (Tensor values, Tensor indexes) cummin(long dim) => Pair(Native.tensor_cummin(Handle, dim));
        public Tensor cumsum(long dim, ScalarType? type = null) => Result(Native.tensor_cumsum(Handle, dim, Native.OrNone(type)));
        public Tensor cumprod(long dim, ScalarType? type = null) => Result(Native.tensor_cumprod(Handle, dim, Native.OrNone(type)));
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Result(Native.tensor_histc(Handle, bins, min, max));
        public Tensor logcumsumexp(long dim) => Result(Native.tensor_logcumsumexp(Handle, dim));
        public Tensor logsumexp(long dim, bool keepdim = false) => Result(Native.tensor_logsumexp(Handle, dim, keepdim));
        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => Result(Native.tensor_cumulative_trapezoid(Handle, dx, dim));
        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Result(Native.tensor_cumulative_trapezoid_ti(Handle, x.Handle, dim), x);
        public Tensor trapezoid(double dx = 1, long dim = -1) => Result(Native.tensor_trapezoid(Handle, dx, dim));
        public Tensor trapezoid(Tensor x, long dim = -1) => Result(Native.tensor_trapezoid_ti(Handle, x.Handle, dim), x);
        public Tensor all() => Result(Native.tensor_all(Handle));
        public Tensor all(long dim, bool keepdim = false) => Result(Native.tensor_all_ib(Handle, dim, keepdim));
        public Tensor any() => Result(Native.tensor_any(Handle));
        public Tensor any(long dim, bool keepdim = false) => Result(Native.tensor_any_ib(Handle, dim, keepdim));
        public Tensor argmax() => Result(Native.tensor_argmax(Handle));
        public Tensor argmax(long dim, bool keepdim = false) => Result(Native.tensor_argmax_ib(Handle, dim, keepdim));
        public Tensor argmin() => Result(Native.tensor_argmin(Handle));
        public Tensor argmin(long dim, bool keepdim = false) => Result(Native.tensor_argmin_ib(Handle, dim, keepdim));
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Result(Native.tensor_cov(Handle, correction, Native.OrNull(fweights), Native.OrNull(aweights)), fweights, aweights);
        public Tensor corrcoef() => Result(Native.tensor_corrcoef(Handle));
        public Tensor bincount(Tensor? weights, long minlength = 0) => Result(Native.tensor_bincount(Handle, Native.OrNull(weights), minlength), weights);
        public Tensor mean() => Result(Native.tensor_mean(Handle));
        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Pair(Native.tensor_mode(Handle, dim, keepdim));
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Result(Native.tensor_mean_lby(Handle, dimensions, dimensions.Length, keepdim, Native.OrNone(type)));
        public Tensor median() => Result(Native.tensor_median(Handle));
        public Tensor dist(Tensor other, float p = 2.0f) => Result(Native.tensor_dist(Handle, other.Handle, p), other);
        public Tensor norm(float p = 2.0f) => Result(Native.tensor_norm(Handle, p));
        public Tensor prod(ScalarType? type = null) => Result(Native.tensor_prod(Handle, Native.OrNone(type)));
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Result(Native.tensor_prod_iby(Handle, dim, keepdim, Native.OrNone(type)));
        public Tensor sum(ScalarType? type = null) => Result(Native.tensor_sum(Handle, Native.OrNone(type)));
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Result(Native.tensor_sum_lby(Handle, dim, dim.Length, keepdim, Native.OrNone(type)));
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Result(Native.tensor_sum_lby(Handle, dim, dim.Length, keepdim, Native.OrNone(type)));
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Result(Native.tensor_sum_lby(Handle, [dim], 1, keepdim, Native.OrNone(type)));
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Result(Native.tensor_sum_lby(Handle, [dim0, dim1], 2, keepdim, Native.OrNone(type)));
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => Result(Native.tensor_sum_lby(Handle, [dim0, dim1, dim2], 3, keepdim, Native.OrNone(type)));
        public Tensor nanmedian() => Result(Native.tensor_nanmedian(Handle));
        public Tensor nansum() => Result(Native.tensor_nansum(Handle));
    }
}
