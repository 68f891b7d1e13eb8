namespace TorchSharp;

// What a tensor is: its shape, type and place.
public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Value(Native.tensor_ndim(Handle));

        public long ndim => Dimensions;

        public long NumberOfElements => Value(Native.tensor_numel(Handle));

        public long ElementSize => Value(Native.tensor_element_size(Handle));

        public unsafe long[] shape
        {
            get
            {
                var sizes = stackalloc long[12];
                var n = Value(Native.tensor_sizes(Handle, sizes, 12));
                var all = new long[n];
                if (n <= 12) new ReadOnlySpan<long>(sizes, (int)n).CopyTo(all);
                else fixed (long* into = all) Native.tensor_sizes(Handle, into, n);
                return all;
            }
        }

        public ScalarType dtype => (ScalarType)Value(Native.tensor_dtype(Handle));

        public DeviceType device_type => (DeviceType)Value(Native.tensor_device_type(Handle));

        public int device_index => Value(Native.tensor_device_index(Handle));

        public Device device => device_type is var type && type == DeviceType.CPU ? new Device(type) : new Device(type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Value(Native.tensor_is_sparse(Handle));

        public bool is_cpu() => device_type == DeviceType.CPU;

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long size(int dim) => Value(Native.tensor_size(Handle, dim));

        public long[] size() => shape;

        public long stride(int dim) => Value(Native.tensor_stride(Handle, dim));

        public long[] stride()
        {
            var all = new long[Dimensions];
            for (var i = 0; i < all.Length; i++) all[i] = Native.tensor_stride(handle, i);
            return Value(all);
        }

        public long storage_offset() => Value(Native.tensor_storage_offset(Handle));

        public bool is_contiguous() => Value(Native.tensor_is_contiguous(Handle));

        public bool is_pinned() => Value(Native.tensor_is_pinned(Handle));

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        /// <exception cref="InvalidOperationException">The tensor has not exactly one element.</exception>
        public bool is_nonzero() => numel() == 1
            ? Value(Native.tensor_is_nonzero(Handle))
            : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        /// <summary>Same shape, same elements?</summary>
        public bool Equals(Tensor target) => target is not null && Value(Native.tensor_equal_all(Handle, target.Handle), target);

        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
