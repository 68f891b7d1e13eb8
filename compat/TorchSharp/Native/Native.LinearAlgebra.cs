using System.Runtime.InteropServices;

namespace TorchSharp;

// Products of vectors and matrices, and decompositions.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint tensor_cholesky(nint x, Flag upper);
    [LibraryImport(Library)] internal static partial nint tensor_cholesky_inverse(nint x, Flag upper);
    [LibraryImport(Library)] internal static partial nint tensor_cholesky_solve(nint x, nint input2, Flag upper);
    [LibraryImport(Library)] internal static partial nint tensor_det(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_logdet(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_geqrf(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_matmul(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_mm(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_mv(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_matrix_exp(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_matrix_power(nint x, long n);
    [LibraryImport(Library)] internal static partial nint tensor_vdot(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_dot(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_pinverse(nint x, double rcond, Flag hermitian);
    [LibraryImport(Library)] internal static partial nint tensor_addbmm(nint x, nint batch1, nint batch2, double beta, double alpha);
    [LibraryImport(Library)] internal static partial int tensor_addbmm_(nint x, nint batch1, nint batch2, double beta, double alpha);
    [LibraryImport(Library)] internal static partial nint tensor_addmm(nint x, nint mat1, nint mat2, double beta, double alpha);
    [LibraryImport(Library)] internal static partial int tensor_addmm_(nint x, nint mat1, nint mat2, double beta, double alpha);
    [LibraryImport(Library)] internal static partial nint tensor_addmv(nint x, nint mat, nint vec, double beta, double alpha);
    [LibraryImport(Library)] internal static partial int tensor_addmv_(nint x, nint mat, nint vec, double beta, double alpha);
    [LibraryImport(Library)] internal static partial nint tensor_addr(nint x, nint vec1, nint vec2, double beta, double alpha);
    [LibraryImport(Library)] internal static partial int tensor_addr_(nint x, nint vec1, nint vec2, double beta, double alpha);
    [LibraryImport(Library)] internal static partial nint tensor_bmm(nint x, nint batch2);
    [LibraryImport(Library)] internal static partial nint tensor_trace(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_kron(nint x, nint other);
    [LibraryImport(Library)] internal static partial nint tensor_outer(nint x, nint vec2);
    [LibraryImport(Library)] internal static partial nint tensor_inner(nint x, nint vec2);
    [LibraryImport(Library)] internal static partial nint tensor_inverse(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_renorm(nint x, double p, long dim, double maxnorm);
}
