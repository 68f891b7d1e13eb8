namespace TorchSharp;

// Products of vectors and matrices, and decompositions.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor cholesky(bool upper = false) => Result(Native.tensor_cholesky(Handle, upper));
        public Tensor cholesky_inverse(bool upper = false) => Result(Native.tensor_cholesky_inverse(Handle, upper));
        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Result(Native.tensor_cholesky_solve(Handle, input2.Handle, upper), input2);
        public Tensor det() => Result(Native.tensor_det(Handle));
        public Tensor logdet() => Result(Native.tensor_logdet(Handle));
        public (Tensor a, Tensor tau) geqrf() => Pair(Native.tensor_geqrf(Handle));
        public Tensor matmul(Tensor target) => Result(Native.tensor_matmul(Handle, target.Handle), target);
        public Tensor mm(Tensor target) => Result(Native.tensor_mm(Handle, target.Handle), target);
        public Tensor mv(Tensor target) => Result(Native.tensor_mv(Handle, target.Handle), target);
        public Tensor matrix_exp() => Result(Native.tensor_matrix_exp(Handle));
        public Tensor matrix_power(int n) => Result(Native.tensor_matrix_power(Handle, n));
        public Tensor vdot(Tensor target) => Result(Native.tensor_vdot(Handle, target.Handle), target);
        public Tensor dot(Tensor target) => Result(Native.tensor_dot(Handle, target.Handle), target);
        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => Result(Native.tensor_pinverse(Handle, rcond, hermitian));
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Result(Native.tensor_addbmm(Handle, batch1.Handle, batch2.Handle, beta, alpha), batch1, batch2);
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Self(Native.tensor_addbmm_(Handle, batch1.Handle, batch2.Handle, beta, alpha), batch1, batch2);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Result(Native.tensor_addmm(Handle, mat1.Handle, mat2.Handle, beta, alpha), mat1, mat2);
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Self(Native.tensor_addmm_(Handle, mat1.Handle, mat2.Handle, beta, alpha), mat1, mat2);
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) => Result(Native.tensor_addmv(Handle, mat.Handle, vec.Handle, beta, alpha), mat, vec);
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) => Self(Native.tensor_addmv_(Handle, mat.Handle, vec.Handle, beta, alpha), mat, vec);
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1.0f, float alpha = 1.0f) => Result(Native.tensor_addr(Handle, vec1.Handle, vec2.Handle, beta, alpha), vec1, vec2);
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1.0f, float alpha = 1.0f) => Self(Native.tensor_addr_(Handle, vec1.Handle, vec2.Handle, beta, alpha), vec1, vec2);
        public Tensor bmm(Tensor batch2) => Result(Native.tensor_bmm(Handle, batch2.Handle), batch2);
        public Tensor trace() => Result(Native.tensor_trace(Handle));
        public Tensor kron(Tensor other) => Result(Native.tensor_kron(Handle, other.Handle), other);
        public Tensor outer(Tensor vec2) => Result(Native.tensor_outer(Handle, vec2.Handle), vec2);
        public Tensor ger(Tensor vec2) => outer(vec2);
        public Tensor inner(Tensor vec2) => Result(Native.tensor_inner(Handle, vec2.Handle), vec2);
        public Tensor inverse() => Result(Native.tensor_inverse(Handle));
        public Tensor renorm(float p, long dim, float maxnorm) => Result(Native.tensor_renorm(Handle, p, dim, maxnorm));
    }
}
