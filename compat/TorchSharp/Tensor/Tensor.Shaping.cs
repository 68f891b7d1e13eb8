namespace TorchSharp;

// The same elements in another shape: views, splits, copies.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor resolve_conj() => Result(Native.tensor_resolve_conj(Handle));
        public Tensor resolve_neg() => Result(Native.tensor_resolve_neg(Handle));
        public Tensor alias() => Result(Native.tensor_alias(Handle));
        public Tensor vander(long N = -1, bool increasing = false) => Result(Native.tensor_vander(Handle, N, increasing));
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Result(Native.tensor_as_strided(Handle, size, size.Length, strides, strides.Length, storageOffset));
        public Tensor clone() => Result(Native.tensor_clone(Handle));
        public Tensor contiguous() => Result(Native.tensor_contiguous(Handle));
        public Tensor select(long dim, long index) => Result(Native.tensor_select(Handle, dim, index));
        public Tensor reshape(params long[] shape) => Result(Native.tensor_reshape(Handle, shape, shape.Length));
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Result(Native.tensor_flatten(Handle, start_dim, end_dim));
        public Tensor squeeze(long? dim = null) => Result(Native.tensor_squeeze(Handle, dim ?? Native.None));
        public Tensor squeeze_(long? dim = null) => Self(Native.tensor_squeeze_(Handle, dim ?? Native.None));
        public Tensor t() => Result(Native.tensor_t(Handle));
        public Tensor transpose(long dim0, long dim1) => Result(Native.tensor_transpose(Handle, dim0, dim1));
        public Tensor transpose_(long dim0, long dim1) => Self(Native.tensor_transpose_(Handle, dim0, dim1));
        public Tensor tril(long diagonal = 0) => Result(Native.tensor_tril(Handle, diagonal));
        public Tensor tril_(long diagonal = 0) => Self(Native.tensor_tril_(Handle, diagonal));
        public Tensor triu(long diagonal = 0) => Result(Native.tensor_triu(Handle, diagonal));
        public Tensor triu_(long diagonal = 0) => Self(Native.tensor_triu_(Handle, diagonal));
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor view(params long[] shape) => Result(Native.tensor_view(Handle, shape, shape.Length));
        public Tensor view_as(Tensor other) => Result(Native.tensor_view_as(Handle, other.Handle), other);
        public Tensor view_as_complex() => Result(Native.tensor_view_as_complex(Handle));
        public Tensor view_as_real() => Result(Native.tensor_view_as_real(Handle));
        public Tensor ravel() => Result(Native.tensor_ravel(Handle));
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Result(Native.tensor_diff(Handle, n, dim, Native.OrNull(prepend), Native.OrNull(append)), prepend, append);
        public Tensor diag(long diagonal = 0) => Result(Native.tensor_diag(Handle, diagonal));
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Result(Native.tensor_diag_embed(Handle, offset, dim1, dim2));
        public Tensor diagflat(long offset = 0) => Result(Native.tensor_diagflat(Handle, offset));
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Result(Native.tensor_diagonal(Handle, offset, dim1, dim2));
        public Tensor[] unbind(long dimension = 0) => Many(Native.tensor_unbind(Handle, dimension));
        public Tensor unfold(long dimension, long size, long step) => Result(Native.tensor_unfold(Handle, dimension, size, step));
        public Tensor[] tensor_split(long size, long dim = 0) => Many(Native.tensor_tensor_split(Handle, size, dim));
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Many(Native.tensor_tensor_split_li(Handle, sizes, sizes.Length, dim));
        public Tensor[] tensor_split(Tensor indices, long dim = 0) => Many(Native.tensor_tensor_split_ti(Handle, indices.Handle, dim), indices);
        public Tensor[] chunk(long chunks, long dim = 0) => Many(Native.tensor_chunk(Handle, chunks, dim));
        public Tensor expand_as(Tensor other) => Result(Native.tensor_expand_as(Handle, other.Handle), other);
        public Tensor repeat(params long[] sizes) => Result(Native.tensor_repeat(Handle, sizes, sizes.Length));
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Result(Native.tensor_repeat_interleave(Handle, repeats.Handle, dim ?? Native.None, output_size ?? Native.None), repeats);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Result(Native.tensor_repeat_interleave_iii(Handle, repeats, dim ?? Native.None, output_size ?? Native.None));
        public Tensor broadcast_to(params long[] shape) => Result(Native.tensor_broadcast_to(Handle, shape, shape.Length));
        public Tensor permute(params long[] permutation) => Result(Native.tensor_permute(Handle, permutation, permutation.Length));
        public Tensor detach() => Result(Native.tensor_detach(Handle));
        public Tensor detach_() => Self(Native.tensor_detach_(Handle));
        public Tensor flip(params long[] dims) => Result(Native.tensor_flip(Handle, dims, dims.Length));
        public Tensor fliplr() => Result(Native.tensor_fliplr(Handle));
        public Tensor flipud() => Result(Native.tensor_flipud(Handle));
        public Tensor narrow(long dim, long start, long length) => Result(Native.tensor_narrow(Handle, dim, start, length));
        public Tensor slice(long dim, long start, long finish, long step) => Result(Native.tensor_slice(Handle, dim, start, finish, step));
        public Tensor unsqueeze(long dim) => Result(Native.tensor_unsqueeze(Handle, dim));
        public Tensor unsqueeze_(long dim) => Self(Native.tensor_unsqueeze_(Handle, dim));
        public Tensor atleast_1d() => Result(Native.tensor_atleast_1d(Handle));
        public Tensor atleast_2d() => Result(Native.tensor_atleast_2d(Handle));
        public Tensor atleast_3d() => Result(Native.tensor_atleast_3d(Handle));
    }
}
