// New tensors: filled, counted up, drawn at random, copied from or laid over managed memory, joined from others.
#include "common.h"

#include <cstring>

#define PLACE int32_t dtype, int32_t type, int32_t index
static at::TensorOptions place(int32_t dtype, int32_t type, int32_t index) { return options(dtype, type, index); }

OP(torch_empty, (const int64_t* size, int64_t n, PLACE), at::empty(list(size, n), place(dtype, type, index)))
OP(torch_zeros, (const int64_t* size, int64_t n, PLACE), at::zeros(list(size, n), place(dtype, type, index)))
OP(torch_ones, (const int64_t* size, int64_t n, PLACE), at::ones(list(size, n), place(dtype, type, index)))
OP(torch_full, (const int64_t* size, int64_t n, Number value, PLACE), at::full(list(size, n), scalar(value), place(dtype, type, index)))
OP(torch_empty_strided, (const int64_t* size, int64_t n, const int64_t* strides, int64_t m, PLACE), at::empty_strided(list(size, n), list(strides, m), place(dtype, type, index)))
OP(torch_arange, (Number start, Number stop, Number step, PLACE), at::arange(scalar(start), scalar(stop), scalar(step), place(dtype, type, index)))
OP(torch_linspace, (double start, double end, int64_t steps, PLACE), at::linspace(start, end, steps, place(dtype, type, index)))
OP(torch_logspace, (double start, double end, int64_t steps, double base, PLACE), at::logspace(start, end, steps, base, place(dtype, type, index)))
OP(torch_eye, (int64_t rows, int64_t columns, PLACE), at::eye(rows, columns, place(dtype, type, index)))
OP(torch_tril_indices, (int64_t row, int64_t col, int64_t offset, PLACE), at::tril_indices(row, col, offset, place(dtype, type, index)))
OP(torch_triu_indices, (int64_t row, int64_t col, int64_t offset, PLACE), at::triu_indices(row, col, offset, place(dtype, type, index)))

OP(torch_rand, (const int64_t* size, int64_t n, at::Generator* g, PLACE), at::rand(list(size, n), maybe(g), place(dtype, type, index)))
OP(torch_randn, (const int64_t* size, int64_t n, at::Generator* g, PLACE), at::randn(list(size, n), maybe(g), place(dtype, type, index)))
OP(torch_randint, (int64_t low, int64_t high, const int64_t* size, int64_t n, at::Generator* g, PLACE), at::randint(low, high, list(size, n), maybe(g), place(dtype, type, index)))
OP(torch_randperm, (int64_t n, at::Generator* g, PLACE), at::randperm(n, maybe(g), place(dtype, type, index)))
OP(torch_normal, (Handle mean, Handle deviation, at::Generator* g), at::normal(*mean, *deviation, maybe(g)))

// kind: 0 empty, 1 zeros, 2 ones, 3 uniform, 4 normal
OP(torch_like, (Handle x, int32_t kind, PLACE), [&] {
    auto o = place(dtype, type, index);
    switch (kind)
    {
        case 1: return at::zeros_like(*x, o);
        case 2: return at::ones_like(*x, o);
        case 3: return at::rand_like(*x, o);
        case 4: return at::randn_like(*x, o);
        default: return at::empty_like(*x, o);
    }
}())
OP(torch_full_like, (Handle x, Number value, PLACE), at::full_like(*x, scalar(value), place(dtype, type, index)))
OP(torch_randint_like, (Handle x, int64_t low, int64_t high, PLACE), at::randint_like(*x, low, high, place(dtype, type, index)))

// A copy of managed memory, converted on the way.
OP(torch_from_memory, (void* data, const int64_t* size, int64_t n, int32_t memory_dtype, PLACE), [&] {
    if (dtype == memory_dtype && type == 0)
    {
        auto copy = at::empty(list(size, n), place(dtype, type, index));
        std::memcpy(copy.data_ptr(), data, copy.nbytes());
        return copy;
    }
    return at::from_blob(data, list(size, n), at::TensorOptions().dtype(dtype_of(memory_dtype))).to(place(dtype, type, index), false, true);
}())
// A tensor over managed memory, which `release(owner)` sets free when the last tensor over it is gone.
OP(torch_over_memory, (void* data, const int64_t* size, int64_t n, int32_t memory_dtype, void (*release)(void*), void* owner),
    at::from_blob(data, list(size, n), [=](void*) { release(owner); }, at::TensorOptions().dtype(dtype_of(memory_dtype))))

OP(torch_cat, (Handle const* all, int64_t n, int64_t dim), at::cat(tensors(all, n), dim))
OP(torch_stack, (Handle const* all, int64_t n, int64_t dim), at::stack(tensors(all, n), dim))
OP(torch_hstack, (Handle const* all, int64_t n), at::hstack(tensors(all, n)))
OP(torch_vstack, (Handle const* all, int64_t n), at::vstack(tensors(all, n)))
OP(torch_dstack, (Handle const* all, int64_t n), at::dstack(tensors(all, n)))
OP(torch_column_stack, (Handle const* all, int64_t n), at::column_stack(tensors(all, n)))
OP(torch_block_diag, (Handle const* all, int64_t n), at::block_diag(tensors(all, n)))
OP(torch_cartesian_prod, (Handle const* all, int64_t n), at::cartesian_prod(tensors(all, n)))
MANY(torch_broadcast_tensors, (Handle const* all, int64_t n), at::broadcast_tensors(tensors(all, n)))
MANY(torch_meshgrid, (Handle const* all, int64_t n, const char* indexing), at::meshgrid(tensors(all, n), indexing))
OP(torch_einsum, (const char* equation, Handle const* all, int64_t n), at::einsum(equation, tensors(all, n)))
OP(torch_multi_dot, (Handle const* all, int64_t n), at::linalg_multi_dot(tensors(all, n)))
MANY(torch_where, (Handle condition), at::where(*condition))
OP(torch_searchsorted, (Handle sorted, Handle values, bool out_int32, bool right), at::searchsorted(*sorted, *values, out_int32, right))
OP(torch_cdist, (Handle a, Handle b, double p, int64_t mode), at::cdist(*a, *b, p, Optional<int64_t>(mode)))
OP(torch_complex, (Handle re, Handle im), at::complex(*re, *im))
OP(torch_combinations, (Handle x, int64_t r, bool with_replacement), at::combinations(*x, r, with_replacement))
// window: 0 bartlett, 1 blackman, 2 hamming, 3 hann
OP(torch_window, (int32_t kind, int64_t length, bool periodic, double alpha, double beta, PLACE), [&] {
    auto o = place(dtype, type, index);
    switch (kind)
    {
        case 0: return at::bartlett_window(length, periodic, o);
        case 1: return at::blackman_window(length, periodic, o);
        case 2: return at::hamming_window(length, periodic, alpha, beta, o);
        default: return at::hann_window(length, periodic, o);
    }
}())

VALUE(int32_t, torch_result_type, (Handle a, Handle b), at::result_type(*a, *b))
VALUE(bool, torch_can_cast, (int32_t from, int32_t to), at::canCast(dtype_of(from), dtype_of(to)))
VALUE(int32_t, torch_promote_types, (int32_t a, int32_t b), at::promote_types(dtype_of(a), dtype_of(b)))
