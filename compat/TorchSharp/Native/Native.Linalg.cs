using System.Runtime.InteropServices;

namespace TorchSharp;

// torch.linalg.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint linalg_cholesky(nint x);
    [LibraryImport(Library)] internal static partial nint linalg_cholesky_ex(nint x, Flag check);
    [LibraryImport(Library)] internal static partial nint linalg_cond(nint x, Number p);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint linalg_cond_name(nint x, string p);
    [LibraryImport(Library)] internal static partial nint linalg_cross(nint x, nint other, long dim);
    [LibraryImport(Library)] internal static partial nint linalg_det(nint x);
    [LibraryImport(Library)] internal static partial nint linalg_slogdet(nint x);
    [LibraryImport(Library)] internal static partial nint linalg_eig(nint x);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint linalg_eigh(nint x, string uplo);
    [LibraryImport(Library)] internal static partial nint linalg_eigvals(nint x);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint linalg_eigvalsh(nint x, string uplo);
    [LibraryImport(Library)] internal static partial nint linalg_householder_product(nint x, nint tau);
    [LibraryImport(Library)] internal static partial nint linalg_inv(nint x);
    [LibraryImport(Library)] internal static partial nint linalg_inv_ex(nint x, Flag check);
    [LibraryImport(Library)] internal static partial nint linalg_lstsq(nint x, nint other, Number rcond);
    [LibraryImport(Library)] internal static partial nint linalg_lu(nint x, Flag pivot);
    [LibraryImport(Library)] internal static partial nint linalg_lu_factor(nint x, Flag pivot);
    [LibraryImport(Library)] internal static partial nint linalg_matrix_norm(nint x, double ord, ReadOnlySpan<long> dims, long n, Flag keepdim);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint linalg_matrix_norm_name(nint x, string ord, ReadOnlySpan<long> dims, long n, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint linalg_vector_norm(nint x, double ord, ReadOnlySpan<long> dims, long n, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint linalg_norm(nint x, Number ord, ReadOnlySpan<long> dims, long n, Flag keepdim);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint linalg_norm_name(nint x, string ord, ReadOnlySpan<long> dims, long n, Flag keepdim);
    [LibraryImport(Library)] internal static partial nint linalg_matrix_rank(nint x, Number atol, Number rtol, Flag hermitian);
    [LibraryImport(Library)] internal static partial nint linalg_pinv(nint x, Number atol, Number rtol, Flag hermitian);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint linalg_qr(nint x, string mode);
    [LibraryImport(Library)] internal static partial nint linalg_solve(nint a, nint b, Flag left);
    [LibraryImport(Library)] internal static partial nint linalg_solve_triangular(nint a, nint b, Flag upper, Flag left, Flag unitriangular);
    [LibraryImport(Library)] internal static partial nint linalg_svd(nint x, Flag full);
    [LibraryImport(Library)] internal static partial nint linalg_svdvals(nint x);
    [LibraryImport(Library)] internal static partial nint linalg_vecdot(nint x, nint y, long dim);
}
