namespace TorchSharp;

// Operations over several dimensions, and those whose results have several parts.
public static partial class torch
{
    public partial class Tensor
    {
        // ---- extremes -----------------------------------------------------------------------------------------------

        public Tensor max() => Result(Native.tensor_max(Handle));

        public Tensor max(Tensor other) => Result(Native.tensor_max_t(Handle, other.Handle), other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Pair(Native.tensor_max_dim(Handle, dim, keepdim));

        public Tensor min() => Result(Native.tensor_min(Handle));

        public Tensor min(Tensor other) => Result(Native.tensor_min_t(Handle, other.Handle), other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Pair(Native.tensor_min_dim(Handle, dim, keepdim));

        public Tensor amax(params long[] dims) => amax(dims.AsSpan());

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax(dims.AsSpan(), keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Into(@out, Result(Native.tensor_amax(Handle, dims, dims.Length, keepdim)));

        public Tensor amin(params long[] dims) => amin(dims.AsSpan());

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin(dims.AsSpan(), keepdim, @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Into(@out, Result(Native.tensor_amin(Handle, dims, dims.Length, keepdim)));

        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) =>
            Pair(Native.tensor_aminmax(Handle, dim ?? Native.None, keepdim));

        // ---- moments ------------------------------------------------------------------------------------------------

        public Tensor std(bool unbiased = true) => Result(Native.tensor_std(Handle, unbiased));

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Result(Native.tensor_std_dims(Handle, dimensions, dimensions.Length, unbiased, keepdim)));

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(dimensions.AsSpan(), unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Result(Native.tensor_var(Handle, unbiased));

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Result(Native.tensor_var_dims(Handle, dimensions, dimensions.Length, unbiased, keepdim)));

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(dimensions.AsSpan(), unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Pair(Native.tensor_std_mean(Handle, unbiased));

        public (Tensor std, Tensor mean) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Pair(Native.tensor_std_mean_dims(Handle, dimensions, dimensions.Length, unbiased, keepdim)));

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean(dimensions.AsSpan(), unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) var_mean(bool unbiased = true) => Pair(Native.tensor_var_mean(Handle, unbiased));

        public (Tensor std, Tensor mean) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Pair(Native.tensor_var_mean_dims(Handle, dimensions, dimensions.Length, unbiased, keepdim)));

        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean(dimensions.AsSpan(), unbiased, keepdim, type);

        public (Tensor std, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean([dim], unbiased, keepdim, type);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Result(Native.tensor_norm_dim(Handle, dim, keepdim, p));

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Result(Native.tensor_quantile(Handle, q.Handle, dim, keepdim), q);

        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Result(Native.tensor_nanquantile(Handle, q.Handle, dim, keepdim), q);

        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) => dim is { } d
            ? Result(Native.tensor_nanmean_dim(Handle, d, keepdim, Native.OrNone(dtype)))
            : As(dtype, Result(Native.tensor_nanmean(Handle)));

        public Tensor count_nonzero(long[]? dims = null) => dims is null
            ? Result(Native.tensor_count_nonzero(Handle))
            : Result(Native.tensor_count_nonzero_dims(Handle, dims, dims.Length));

        // ---- distinct values ----------------------------------------------------------------------------------------

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(return_inverse, return_counts, Many(dim is { } d
                ? Native.tensor_unique_dim(Handle, d, sorted, return_inverse, return_counts)
                : Native.tensor_unique(Handle, sorted, return_inverse, return_counts)));

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(return_inverse, return_counts, Many(Native.tensor_unique_consecutive(Handle, return_inverse, return_counts, dim ?? Native.None)));

        // ---- shapes -------------------------------------------------------------------------------------------------

        public Tensor expand(params long[] sizes) => expand(sizes.AsSpan());

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand(sizes.AsSpan(), isImplicit);

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape.AsSpan(), isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Result(Native.tensor_expand(Handle, sizes, sizes.Length, isImplicit));

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor movedim(long[] source, long[] destination) =>
            Result(Native.tensor_movedim(Handle, source, source.Length, destination, destination.Length));

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor roll(long shifts, long? dims = null) => dims is { } d ? roll((ReadOnlySpan<long>)[shifts], [d]) : roll((ReadOnlySpan<long>)[shifts]);

        public Tensor roll((long, long) shifts, (long, long) dims) => roll([shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            roll([shifts.Item1, shifts.Item2, shifts.Item3], [dims.Item1, dims.Item2, dims.Item3]);

        public Tensor roll(long[] shifts, long[] dims) => roll(shifts.AsSpan(), dims);

        public Tensor roll(long[] shifts) => roll(shifts.AsSpan());

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
            Result(Native.tensor_roll(Handle, shifts, shifts.Length, dims, dims.Length));

        public Tensor rot90(long k = 1, (long, long)? dims = null)
        {
            var (first, second) = dims ?? (0, 1);
            return Result(Native.tensor_rot90(Handle, k, first, second));
        }

        public Tensor tile(long[] reps) => Result(Native.tensor_tile(Handle, reps, reps.Length));

        public Tensor unflatten(long dim, params long[] sizes) => Result(Native.tensor_unflatten(Handle, dim, sizes, sizes.Length));

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        /// <summary>All axes reversed.</summary>
        public Tensor T => permute(Enumerable.Range(1, (int)ndim).Select(i => -(long)i).ToArray());

        public Tensor H => is_complex() ? transpose(0, 1).conj() : transpose(0, 1);

        public Tensor mT => Result(Native.tensor_mT(Handle));

        public Tensor mH => Result(Native.tensor_mH(Handle));

        public Tensor real => Result(Native.tensor_real(Handle));

        public Tensor imag => Result(Native.tensor_imag(Handle));

        // ---- parts --------------------------------------------------------------------------------------------------

        public Tensor[] split(long size, int dim = 0) => Many(Native.tensor_split(Handle, size, dim));

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Many(Native.tensor_split_sizes(Handle, sizes, sizes.Length, dim));

        public Tensor[] split(long[] sizes, long dim = 0) => split(sizes.AsSpan(), dim);

        public Tensor[] split(params long[] sizes) => split(sizes.AsSpan());

        public Tensor[] vsplit(long size) => tensor_split(size, 0);

        public Tensor[] vsplit(params long[] sizes) => tensor_split(sizes, 0);

        public Tensor[] vsplit(Tensor indices) => tensor_split(indices, 0);

        public Tensor[] hsplit(long size) => tensor_split(size, ndim == 1 ? 0 : 1);

        public Tensor[] hsplit(params long[] sizes) => tensor_split(sizes, ndim == 1 ? 0 : 1);

        public Tensor[] hsplit(Tensor indices) => tensor_split(indices, ndim == 1 ? 0 : 1);

        public Tensor[] dsplit(long size) => tensor_split(size, 2);

        public Tensor[] dsplit(params long[] sizes) => tensor_split(sizes, 2);

        public Tensor[] dsplit(Tensor indices) => tensor_split(indices, 2);

        public IList<Tensor> nonzero_as_list() => torch.where(this);

        public Tensor take_along_dim(Tensor indices) => Result(Native.tensor_take_along_dim(Handle, indices.Handle, Native.None), indices);

        public Tensor take_along_dim(Tensor indices, long dim) => Result(Native.tensor_take_along_dim(Handle, indices.Handle, dim), indices);

        public Tensor take_along_dim(IEnumerable<long> indices) => take_along_dim(tensor(indices.ToArray()));

        public Tensor take_along_dim(IEnumerable<long> indices, long dim) => take_along_dim(tensor(indices.ToArray()), dim);

        // ---- products -----------------------------------------------------------------------------------------------

        public Tensor tensordot(Tensor b, long dims = 2) => tensordot(b,
            Enumerable.Range(0, (int)dims).Select(i => i - dims).ToArray(),
            Enumerable.Range(0, (int)dims).Select(i => (long)i).ToArray());

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) =>
            Result(Native.tensor_tensordot(Handle, b.Handle, dims1, dims1.Length, dims2, dims2.Length), b);

        public Tensor tensordot(Tensor b, (long, long)[] dims) =>
            tensordot(b, Array.ConvertAll(dims, static d => d.Item1), Array.ConvertAll(dims, static d => d.Item2));

        // ---- inside -------------------------------------------------------------------------------------------------

        private static Tensor As(ScalarType? type, Tensor result) =>
            type is { } wanted && wanted != result.dtype ? result.to_type(wanted, disposeAfter: true) : result;

        private static (Tensor, Tensor) As(ScalarType? type, (Tensor, Tensor) results) => (As(type, results.Item1), As(type, results.Item2));

        private static Tensor Into(Tensor? target, Tensor result)
        {
            if (target is null) return result;
            using (result) return target.copy_(result).alias();
        }

        private static (Tensor, Tensor?, Tensor?) Asked(bool inverse, bool counts, Tensor[] all)
        {
            if (!inverse) all[1]?.Dispose();
            if (!counts) all[2]?.Dispose();
            return (all[0], inverse ? all[1] : null, counts ? all[2] : null);
        }
    }
}
