namespace TorchSharp;

public static partial class torch
{
    public static class linalg
    {
        public enum QRMode
        {
            Reduced = 0,
            Complete = 1,
            R = 2,
        }

        public static Tensor cholesky(Tensor input) => Native.Result(Native.linalg_cholesky(input.Handle), input);

        public static (Tensor L, Tensor info) cholesky_ex(Tensor input, bool check_errors = false) => Pair(Native.linalg_cholesky_ex(input.Handle, check_errors), input);

        public static Tensor cond(Tensor input) => Native.Result(Native.linalg_cond(input.Handle, Number.None), input);

        public static Tensor cond(Tensor input, int p) => Native.Result(Native.linalg_cond(input.Handle, p.ToScalar().Number), input);

        public static Tensor cond(Tensor input, double p) => Native.Result(Native.linalg_cond(input.Handle, p.ToScalar().Number), input);

        public static Tensor cond(Tensor input, string p) => Native.Result(Native.linalg_cond_name(input.Handle, p), input);

        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Native.Result(Native.linalg_cross(input.Handle, other.Handle, dim), input, other);

        public static Tensor det(Tensor input) => Native.Result(Native.linalg_det(input.Handle), input);

        public static (Tensor, Tensor) slogdet(Tensor input) => Pair(Native.linalg_slogdet(input.Handle), input);

        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) => input.diagonal(offset, dim1, dim2);

        public static (Tensor, Tensor) eig(Tensor input) => Pair(Native.linalg_eig(input.Handle), input);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Pair(Native.linalg_eigh(input.Handle, UPLO.ToString()), input);

        public static Tensor eigvals(Tensor input) => Native.Result(Native.linalg_eigvals(input.Handle), input);

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Native.Result(Native.linalg_eigvalsh(input.Handle, UPLO.ToString()), input);

        public static Tensor householder_product(Tensor A, Tensor tau) => Native.Result(Native.linalg_householder_product(A.Handle, tau.Handle), A, tau);

        public static Tensor inv(Tensor input) => Native.Result(Native.linalg_inv(input.Handle), input);

        public static (Tensor L, Tensor info) inv_ex(Tensor input, bool check_errors = false) => Pair(Native.linalg_inv_ex(input.Handle, check_errors), input);

        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other) => LeastSquares(input, other, null);

        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other, double rcond) => LeastSquares(input, other, rcond);

        public static (Tensor P, Tensor L, Tensor U) lu(Tensor input, bool pivot = true) => Triple(Native.linalg_lu(input.Handle, pivot), input);

        public static (Tensor LU, Tensor? Pivots) lu_factor(Tensor input, bool pivot = true) => Pair(Native.linalg_lu_factor(input.Handle, pivot), input);

        public static Tensor matrix_exp(Tensor input) => input.matrix_exp();

        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false)
        {
            dims ??= [-2, -1];
            return Native.Result(Native.linalg_matrix_norm_name(input.Handle, ord, dims, dims.Length, keepdim), input);
        }

        public static Tensor matrix_norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false)
        {
            dims ??= [-2, -1];
            return Native.Result(Native.linalg_matrix_norm(input.Handle, ord, dims, dims.Length, keepdim), input);
        }

        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Native.Result(Native.linalg_matrix_rank(input.Handle, Native.OrNone(atol), Native.OrNone(rtol), hermitian), input);

        public static Tensor multi_dot(IList<Tensor> tensors)
        {
            var all = Native.Handles(tensors);
            return Native.Result(Native.torch_multi_dot(all, all.Length), tensors);
        }

        public static Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false) =>
            Native.Result(Native.linalg_norm_name(input.Handle, ord, dims, dims?.Length ?? -1, keepdim), input);

        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Norm(input, ord.ToScalar().Number, dims, keepdim);

        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => Norm(input, ord.ToScalar().Number, dims, keepdim);

        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Norm(input, Number.None, dims, keepdim);

        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Native.Result(Native.linalg_pinv(input.Handle, Native.OrNone(atol), Native.OrNone(rtol), hermitian), input);

        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) => Pair(Native.linalg_qr(input.Handle, mode switch
        {
            QRMode.Complete => "complete",
            QRMode.R => "r",
            _ => "reduced",
        }), input);

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Native.Result(Native.linalg_solve(A.Handle, B.Handle, left), A, B);

        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null)
        {
            var result = Native.Result(Native.linalg_solve_triangular(A.Handle, B.Handle, upper, left, unitriangular), A, B);
            if (@out is null) return result;
            using (result) return @out.copy_(result).alias();
        }

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Triple(Native.linalg_svd(input.Handle, fullMatrices), input);

        public static Tensor svdvals(Tensor input) => Native.Result(Native.linalg_svdvals(input.Handle), input);

        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) =>
            Native.Result(Native.linalg_vector_norm(input.Handle, ord, dims, dims?.Length ?? -1, keepdim), input);

        public static Tensor vecdot(Tensor x, Tensor y, long dim = -1, Tensor? @out = null)
        {
            var result = Native.Result(Native.linalg_vecdot(x.Handle, y.Handle, dim), x, y);
            if (@out is null) return result;
            using (result) return @out.copy_(result).alias();
        }

        private static Tensor Norm(Tensor input, Number ord, long[]? dims, bool keepdim) =>
            Native.Result(Native.linalg_norm(input.Handle, ord, dims, dims?.Length ?? -1, keepdim), input);

        private static (Tensor, Tensor, Tensor, Tensor) LeastSquares(Tensor input, Tensor other, double? rcond)
        {
            var list = Native.linalg_lstsq(input.Handle, other.Handle, Native.OrNone(rcond));
            GC.KeepAlive(input);
            GC.KeepAlive(other);
            var all = Native.Results(list);
            return (all[0], all[1] ?? empty(0), all[2] ?? empty(0), all[3] ?? empty(0));
        }

        private static (Tensor, Tensor) Pair(nint list, Tensor input)
        {
            GC.KeepAlive(input);
            var all = Native.Results(list);
            return (all[0], all[1]);
        }

        private static (Tensor, Tensor, Tensor) Triple(nint list, Tensor input)
        {
            GC.KeepAlive(input);
            var all = Native.Results(list);
            return (all[0], all[1], all[2]);
        }
    }
}
