namespace TorchSharp;

// The same numbers in another type or place.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(disposeAfter, Result(Native.tensor_to_type(Handle, (int)type, copy, non_blocking)));

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            InitializeDeviceType(deviceType);
            return After(disposeAfter, Result(Native.tensor_to(Handle, -1, (int)deviceType, deviceIndex, copy, non_blocking)));
        }

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            device = InitializeDevice(device);
            return After(disposeAfter, Result(Native.tensor_to(Handle, (int)type, (int)device.type, device.index, copy, non_blocking)));
        }

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor cpu() => to(DeviceType.CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA) throw new ArgumentException("Not a CUDA device.", nameof(device));
            return to(DeviceType.CUDA, device?.index ?? -1, non_blocking: non_blocking);
        }

        public Tensor type(ScalarType dtype) => to_type(dtype);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor cfloat() => to_type(ScalarType.ComplexFloat32);

        public Tensor cdouble() => to_type(ScalarType.ComplexFloat64);

        public Tensor pin_memory() => Result(Native.tensor_pin_memory(Handle));

        public Tensor to_dense() => Result(Native.tensor_to_dense(Handle));

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Self(Native.tensor_copy_(Handle, source.Handle, nonBlocking), source);

        /// <summary>Makes this tensor see the other one's memory, shape and strides.</summary>
        public Tensor set_(Tensor source) => Self(Native.tensor_set_(Handle, source.Handle), source);

        public Tensor fill_(Scalar value) => Self(Native.tensor_fill_(Handle, value.Number));

        // Not public: upstream's zero_ leaves this tensor as it is and returns a new one (0.106.0). Products write fill_(0).
        internal Tensor zero_() => Self(Native.tensor_zero_(Handle));

        private Tensor After(bool dispose, Tensor result)
        {
            if (dispose) Dispose();
            return result;
        }
    }
}
