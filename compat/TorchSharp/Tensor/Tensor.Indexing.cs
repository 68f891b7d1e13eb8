namespace TorchSharp;

// Picking and placing elements by index or mask.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor index_select(long dim, Tensor index) => Result(Native.tensor_index_select(Handle, dim, index.Handle), index);
        public Tensor take(Tensor index) => Result(Native.tensor_take(Handle, index.Handle), index);
        public Tensor argwhere() => Result(Native.tensor_argwhere(Handle));
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Result(Native.tensor_index_add(Handle, dim, index.Handle, source.Handle, alpha.Number), index, source);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Self(Native.tensor_index_add_(Handle, dim, index.Handle, source.Handle, alpha.Number), index, source);
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Result(Native.tensor_index_copy(Handle, dim, index.Handle, source.Handle), index, source);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Self(Native.tensor_index_copy_(Handle, dim, index.Handle, source.Handle), index, source);
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Result(Native.tensor_index_fill(Handle, dim, index.Handle, value.Number), index);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Self(Native.tensor_index_fill_(Handle, dim, index.Handle, value.Number), index);
        public Tensor masked_fill(Tensor mask, Scalar value) => Result(Native.tensor_masked_fill(Handle, mask.Handle, value.Number), mask);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Self(Native.tensor_masked_fill_(Handle, mask.Handle, value.Number), mask);
        public Tensor masked_scatter(Tensor mask, Tensor value) => Result(Native.tensor_masked_scatter(Handle, mask.Handle, value.Handle), mask, value);
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Self(Native.tensor_masked_scatter_(Handle, mask.Handle, value.Handle), mask, value);
        public Tensor masked_select(Tensor mask) => Result(Native.tensor_masked_select(Handle, mask.Handle), mask);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Result(Native.tensor_scatter(Handle, dim, index.Handle, src.Handle), index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Self(Native.tensor_scatter_(Handle, dim, index.Handle, src.Handle), index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Result(Native.tensor_scatter_add(Handle, dim, index.Handle, src.Handle), index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Self(Native.tensor_scatter_add_(Handle, dim, index.Handle, src.Handle), index, src);
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => Result(Native.tensor_diagonal_scatter(Handle, src.Handle, offset, dim1, dim2), src);
        public Tensor select_scatter(Tensor src, long dim, long index) => Result(Native.tensor_select_scatter(Handle, src.Handle, dim, index), src);
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) => Result(Native.tensor_slice_scatter(Handle, src.Handle, dim, start ?? Native.None, end ?? Native.None, step), src);
        public Tensor gather(long dim, Tensor index) => Result(Native.tensor_gather(Handle, dim, index.Handle), index);
        public Tensor nonzero() => Result(Native.tensor_nonzero(Handle));
        public Tensor where(Tensor condition, Tensor y) => Result(Native.tensor_where(Handle, condition.Handle, y.Handle), condition, y);
    }
}
