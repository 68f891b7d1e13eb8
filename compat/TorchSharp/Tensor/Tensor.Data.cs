using TorchSharp.Utils;

namespace TorchSharp;

// The numbers themselves: reading, writing, saving, loading.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements; a tensor that lives elsewhere is copied to the CPU first.</summary>
        /// <exception cref="ArgumentException">The .NET type is not the tensor's element type.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The one element of a tensor of one element.</summary>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            if (device_type == DeviceType.CPU) return TensorAccessor<T>.ReadItemAt(this, 0);
            using var here = cpu();
            return TensorAccessor<T>.ReadItemAt(here, 0);
        }

        public unsafe Scalar ToScalar()
        {
            Number number;
            if (Native.tensor_item(Handle, &number) == 0) Native.Check();
            GC.KeepAlive(this);
            return new Scalar(number);
        }

        public T ReadCpuValue<T>(long i) where T : unmanaged => TensorAccessor<T>.ReadItemAt(this, i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        public float ReadCpuBFloat16(long i)
        {
            using var single = to_type(ScalarType.Float32);
            return single.ReadCpuSingle(i);
        }

        /// <summary>The memory of a contiguous CPU tensor, seen as bytes: valid while the tensor lives.</summary>
        public unsafe Span<byte> bytes
        {
            get => new(Memory(out var length), checked((int)length));
            set
            {
                var memory = Memory(out var length);
                if (length != value.Length) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>(memory, value.Length));
            }
        }

        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            var memory = (byte*)Memory(out var left);
            // One large write costs less than many small ones; the buffer size only bounds a stream that must copy.
            for (var step = Math.Max(bufferSize, 1 << 20); left > 0; memory += step, left -= step)
                stream.Write(new ReadOnlySpan<byte>(memory, (int)Math.Min(left, step)));
            GC.KeepAlive(this);
        }

        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            var memory = (byte*)Memory(out var left);
            for (var step = Math.Max(bufferSize, 1 << 20); left > 0; memory += step, left -= step)
                stream.ReadExactly(new Span<byte>(memory, (int)Math.Min(left, step)));
            GC.KeepAlive(this);
        }

        public void save(string location) => TensorExtensionMethods.Save(this, location);

        public static Tensor load(string location) => Load(location);

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return Load(reader);
        }

        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        internal void ValidateType(Type type)
        {
            if (type != DotNetType(dtype)) throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }

        private static Type? DotNetType(ScalarType dtype) => dtype switch
        {
            ScalarType.Float32 => typeof(float),
            ScalarType.Float64 => typeof(double),
            ScalarType.Int64 => typeof(long),
            ScalarType.Int32 => typeof(int),
            ScalarType.Int16 => typeof(short),
            ScalarType.Int8 => typeof(sbyte),
            ScalarType.Byte => typeof(byte),
            ScalarType.Bool => typeof(bool),
            ScalarType.Float16 => typeof(Half),
            ScalarType.ComplexFloat32 => typeof((float, float)),
            ScalarType.ComplexFloat64 => typeof(System.Numerics.Complex),
            _ => null,
        };

        private unsafe void* Memory(out long length)
        {
            if (!is_contiguous()) throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            length = NumberOfElements * ElementSize;
            var memory = Native.tensor_data(Handle);
            Native.Check();
            return memory;
        }
    }
}
