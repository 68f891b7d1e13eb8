// Tensor operations whose arguments need a word: several dimensions, optional ones, names, shared memory.
#include "common.h"

static Optional<View> rounding(int32_t mode)
{
    if (mode == 1) return View("trunc");
    if (mode == 2) return View("floor");
    return {};
}
OP(tensor_div, (Handle x, Handle target, int32_t mode), mode == 0 ? x->div(*target) : x->div(*target, rounding(mode)))
OP(tensor_div_s, (Handle x, Number target, int32_t mode), mode == 0 ? x->div(beside(*x, target)) : x->div(beside(*x, target), rounding(mode)))
DO(tensor_div_, (Handle x, Handle target, int32_t mode), mode == 0 ? x->div_(*target) : x->div_(*target, rounding(mode)))
DO(tensor_div__s, (Handle x, Number target, int32_t mode), mode == 0 ? x->div_(beside(*x, target)) : x->div_(beside(*x, target), rounding(mode)))

OP(tensor_max, (Handle x), x->max())
OP(tensor_min, (Handle x), x->min())
OP(tensor_max_t, (Handle x, Handle other), at::max(*x, *other))
OP(tensor_min_t, (Handle x, Handle other), at::min(*x, *other))
MANY(tensor_max_dim, (Handle x, int64_t dim, bool keepdim), x->max(dim, keepdim))
MANY(tensor_min_dim, (Handle x, int64_t dim, bool keepdim), x->min(dim, keepdim))
OP(tensor_amax, (Handle x, const int64_t* dims, int64_t n, bool keepdim), x->amax(list(dims, n), keepdim))
OP(tensor_amin, (Handle x, const int64_t* dims, int64_t n, bool keepdim), x->amin(list(dims, n), keepdim))
MANY(tensor_aminmax, (Handle x, int64_t dim, bool keepdim), x->aminmax(maybe_integer(dim), keepdim))

OP(tensor_std, (Handle x, bool unbiased), x->std(unbiased))
OP(tensor_var, (Handle x, bool unbiased), x->var(unbiased))
OP(tensor_std_dims, (Handle x, const int64_t* dims, int64_t n, bool unbiased, bool keepdim), x->std(list(dims, n), unbiased, keepdim))
OP(tensor_var_dims, (Handle x, const int64_t* dims, int64_t n, bool unbiased, bool keepdim), x->var(list(dims, n), unbiased, keepdim))
MANY(tensor_std_mean, (Handle x, bool unbiased), at::std_mean(*x, unbiased))
MANY(tensor_var_mean, (Handle x, bool unbiased), at::var_mean(*x, unbiased))
MANY(tensor_std_mean_dims, (Handle x, const int64_t* dims, int64_t n, bool unbiased, bool keepdim), at::std_mean(*x, list(dims, n), unbiased, keepdim))
MANY(tensor_var_mean_dims, (Handle x, const int64_t* dims, int64_t n, bool unbiased, bool keepdim), at::var_mean(*x, list(dims, n), unbiased, keepdim))
OP(tensor_norm_dim, (Handle x, int64_t dim, bool keepdim, double p), x->norm(Optional<at::Scalar>(p), at::IntArrayRef(&dim, 1), keepdim))
OP(tensor_quantile, (Handle x, Handle q, int64_t dim, bool keepdim), x->quantile(*q, Optional<int64_t>(dim), keepdim))
OP(tensor_nanquantile, (Handle x, Handle q, int64_t dim, bool keepdim), x->nanquantile(*q, Optional<int64_t>(dim), keepdim))
OP(tensor_nanmean, (Handle x), x->nanmean())
OP(tensor_nanmean_dim, (Handle x, int64_t dim, bool keepdim, int32_t dtype), x->nanmean(at::IntArrayRef(&dim, 1), keepdim, maybe_dtype(dtype)))
OP(tensor_count_nonzero, (Handle x), x->count_nonzero())
OP(tensor_count_nonzero_dims, (Handle x, const int64_t* dims, int64_t n), x->count_nonzero(list(dims, n)))
MANY(tensor_unique, (Handle x, bool sorted, bool inverse, bool counts), at::_unique2(*x, sorted, inverse, counts))
MANY(tensor_unique_dim, (Handle x, int64_t dim, bool sorted, bool inverse, bool counts), at::unique_dim(*x, dim, sorted, inverse, counts))
MANY(tensor_unique_consecutive, (Handle x, bool inverse, bool counts, int64_t dim), at::unique_consecutive(*x, inverse, counts, maybe_integer(dim)))

OP(tensor_expand, (Handle x, const int64_t* sizes, int64_t n, bool implicit), x->expand(list(sizes, n), implicit))
OP(tensor_movedim, (Handle x, const int64_t* from, int64_t n, const int64_t* to, int64_t m), x->movedim(list(from, n), list(to, m)))
OP(tensor_roll, (Handle x, const int64_t* shifts, int64_t n, const int64_t* dims, int64_t m), x->roll(list(shifts, n), list(dims, m)))
OP(tensor_rot90, (Handle x, int64_t k, int64_t dim0, int64_t dim1), x->rot90(k, { dim0, dim1 }))
OP(tensor_tile, (Handle x, const int64_t* reps, int64_t n), x->tile(list(reps, n)))
OP(tensor_unflatten, (Handle x, int64_t dim, const int64_t* sizes, int64_t n), x->unflatten(dim, list(sizes, n)))
OP(tensor_take_along_dim, (Handle x, Handle indices, int64_t dim), x->take_along_dim(*indices, maybe_integer(dim)))
MANY(tensor_split, (Handle x, int64_t size, int64_t dim), x->split(size, dim))
MANY(tensor_split_sizes, (Handle x, const int64_t* sizes, int64_t n, int64_t dim), at::split_with_sizes(*x, list(sizes, n), dim))
OP(tensor_tensordot, (Handle x, Handle b, const int64_t* dims1, int64_t n, const int64_t* dims2, int64_t m), at::tensordot(*x, *b, list(dims1, n), list(dims2, m)))

// ---- places and types -----------------------------------------------------------------------------------------
OP(tensor_to, (Handle x, int32_t dtype, int32_t type, int32_t index, bool copy, bool non_blocking), x->to(options(dtype, type, index), non_blocking, copy))
OP(tensor_to_type, (Handle x, int32_t dtype, bool copy, bool non_blocking), x->to(dtype_of(dtype), non_blocking, copy))
DO(tensor_copy_, (Handle x, Handle source, bool non_blocking), x->copy_(*source, non_blocking))
DO(tensor_set_, (Handle x, Handle source), x->set_(*source))
DO(tensor_fill_, (Handle x, Number value), x->fill_(scalar(value)))
DO(tensor_zero_, (Handle x), x->zero_())
OP(tensor_pin_memory, (Handle x), x->pin_memory())
VALUE(bool, tensor_is_pinned, (Handle x), x->is_pinned())
VALUE(bool, tensor_is_contiguous, (Handle x), x->is_contiguous())
VALUE(bool, tensor_is_sparse, (Handle x), x->is_sparse())
VALUE(bool, tensor_is_nonzero, (Handle x), x->is_nonzero())
VALUE(bool, tensor_equal_all, (Handle x, Handle other), x->equal(*other))
VALUE(int64_t, tensor_storage_offset, (Handle x), x->storage_offset())
OP(tensor_real, (Handle x), at::real(*x))
OP(tensor_imag, (Handle x), at::imag(*x))
OP(tensor_mT, (Handle x), x->mT())
OP(tensor_mH, (Handle x), x->mH())
OP(tensor_to_dense, (Handle x), x->to_dense())
EXPORT(int32_t) tensor_item(Handle x, Number* into)
{
    return guard([&] {
        auto s = x->item();
        *into = Number{ 0, 0, 0, 1 };
        if (s.isComplex()) { auto z = s.toComplexDouble(); *into = Number{ z.real(), z.imag(), 0, 3 }; }
        else if (s.isBoolean()) *into = Number{ 0, 0, s.toBool(), 2 };
        else if (s.isFloatingPoint()) into->re = s.toDouble();
        else *into = Number{ 0, 0, s.toLong(), 0 };
        return 1;
    });
}
// One element by its indices (as a view, so that writing through it changes the tensor).
OP(tensor_get, (Handle x, const int64_t* at, int64_t n), [&] {
    at::Tensor t = *x;
    for (int64_t i = 0; i < n; i++) t = t.select(0, at[i]);
    return t;
}())
