// torch.linalg.
#include "common.h"


OP(linalg_cholesky, (Handle x), at::linalg_cholesky(*x))
MANY(linalg_cholesky_ex, (Handle x, bool check), at::linalg_cholesky_ex(*x, false, check))
OP(linalg_cond, (Handle x, Number p), at::linalg_cond(*x, maybe(p)))
OP(linalg_cond_name, (Handle x, const char* p), at::linalg_cond(*x, View(p)))
OP(linalg_cross, (Handle x, Handle other, int64_t dim), at::linalg_cross(*x, *other, dim))
OP(linalg_det, (Handle x), at::linalg_det(*x))
MANY(linalg_slogdet, (Handle x), at::linalg_slogdet(*x))
MANY(linalg_eig, (Handle x), at::linalg_eig(*x))
MANY(linalg_eigh, (Handle x, const char* uplo), at::linalg_eigh(*x, uplo))
OP(linalg_eigvals, (Handle x), at::linalg_eigvals(*x))
OP(linalg_eigvalsh, (Handle x, const char* uplo), at::linalg_eigvalsh(*x, uplo))
OP(linalg_householder_product, (Handle x, Handle tau), at::linalg_householder_product(*x, *tau))
OP(linalg_inv, (Handle x), at::linalg_inv(*x))
MANY(linalg_inv_ex, (Handle x, bool check), at::linalg_inv_ex(*x, check))
MANY(linalg_lstsq, (Handle x, Handle other, Number rcond), at::linalg_lstsq(*x, *other, rcond.kind < 0 ? Optional<double>() : Optional<double>(rcond.re)))
MANY(linalg_lu, (Handle x, bool pivot), at::linalg_lu(*x, pivot))
MANY(linalg_lu_factor, (Handle x, bool pivot), at::linalg_lu_factor(*x, pivot))
OP(linalg_matrix_norm, (Handle x, double ord, const int64_t* dims, int64_t n, bool keepdim), at::linalg_matrix_norm(*x, ord, list(dims, n), keepdim))
OP(linalg_matrix_norm_name, (Handle x, const char* ord, const int64_t* dims, int64_t n, bool keepdim), at::linalg_matrix_norm(*x, ord, list(dims, n), keepdim))
OP(linalg_vector_norm, (Handle x, double ord, const int64_t* dims, int64_t n, bool keepdim),
    n < 0 ? at::linalg_vector_norm(*x, ord, at::OptionalIntArrayRef(), keepdim) : at::linalg_vector_norm(*x, ord, list(dims, n), keepdim))
OP(linalg_norm, (Handle x, Number ord, const int64_t* dims, int64_t n, bool keepdim),
    n < 0 ? at::linalg_norm(*x, maybe(ord), at::OptionalIntArrayRef(), keepdim) : at::linalg_norm(*x, maybe(ord), list(dims, n), keepdim))
OP(linalg_norm_name, (Handle x, const char* ord, const int64_t* dims, int64_t n, bool keepdim),
    n < 0 ? at::linalg_norm(*x, View(ord), at::OptionalIntArrayRef(), keepdim) : at::linalg_norm(*x, View(ord), list(dims, n), keepdim))
OP(linalg_matrix_rank, (Handle x, Number atol, Number rtol, bool hermitian), at::linalg_matrix_rank(*x, maybe_double(atol), maybe_double(rtol), hermitian))
OP(linalg_pinv, (Handle x, Number atol, Number rtol, bool hermitian), at::linalg_pinv(*x, maybe_double(atol), maybe_double(rtol), hermitian))
MANY(linalg_qr, (Handle x, const char* mode), at::linalg_qr(*x, mode))
OP(linalg_solve, (Handle a, Handle b, bool left), at::linalg_solve(*a, *b, left))
OP(linalg_solve_triangular, (Handle a, Handle b, bool upper, bool left, bool unitriangular), at::linalg_solve_triangular(*a, *b, upper, left, unitriangular))
MANY(linalg_svd, (Handle x, bool full), at::linalg_svd(*x, full))
OP(linalg_svdvals, (Handle x), at::linalg_svdvals(*x))
OP(linalg_vecdot, (Handle x, Handle y, int64_t dim), at::linalg_vecdot(*x, *y, dim))
