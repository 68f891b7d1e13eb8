using System.Collections;
using System.Runtime.CompilerServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor, in row-major order whatever its strides, without a native call for each.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;
    private T* memory;
    private torch.Tensor? tensor;   // keeps the memory alive

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
        memory = (T*)Native.tensor_data(tensor.Handle);
        Native.Check();
        this.tensor = tensor;
    }

    public long Count { get; private set; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => memory[Offset(indices)];
        set => memory[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var all = new T[Count];
        Copy(0, all, into: true);
        return all;
    }

    /// <summary>An array of the tensor's own rank; a scalar becomes an array of one.</summary>
    public Array ToNDArray()
    {
        if (shape.Length < 2) return ToArray();
        var all = Array.CreateInstance(typeof(T), shape);
        ref var first = ref Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(all));
        fixed (T* into = &first) Copy(0, new Span<T>(into, checked((int)Count)), into: true);
        return all;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0) => Copy(tensorIndex, array[arrayIndex..], into: true);

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        Copy(tensorIndex, System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(source), source.Length), into: false);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        memory = null;
        tensor = null;
        Count = 0;
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) =>
        left is null ? right is null : right is not null && left.Count == right.Count && left.SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    internal static T ReadItemAt(torch.Tensor tensor, long index)
    {
        tensor.ValidateType(typeof(T));
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        var count = tensor.NumberOfElements;
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        if (!tensor.is_contiguous()) return new TensorAccessor<T>(tensor).At(index);
        var value = ((T*)Native.tensor_data(tensor.Handle))[index];
        GC.KeepAlive(tensor);
        return value;
    }

    private T At(long index) => memory[contiguous ? index : Strided(index)];

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            if (indices[0] >= Count) throw new IndexOutOfRangeException();
            ArgumentOutOfRangeException.ThrowIfNegative(indices[0]);
            return contiguous ? indices[0] : Strided(indices[0]);
        }
        long offset = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i])
                throw new IndexOutOfRangeException($"{indices[i]} >= {shape[i]} in dimension {i}.");
            offset += indices[i] * strides[i];
        }
        return offset;
    }

    private long Strided(long index)
    {
        long offset = 0;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            index = Math.DivRem(index, shape[i], out var at);
            offset += at * strides[i];
        }
        return offset;
    }

    /// <summary>Moves as many elements as there are on both sides, rows at a time.</summary>
    private void Copy(long start, Span<T> other, bool into)
    {
        if (Count == 0 && other.Length == 0) return;
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, Count);
        var length = (int)Math.Min(other.Length, Count - start);
        if (contiguous)
        {
            var here = new Span<T>(memory + start, length);
            if (into) here.CopyTo(other);
            else other[..length].CopyTo(here);
        }
        else
        {
            var row = shape[^1];
            var step = strides[^1];
            for (var done = 0; done < length;)
            {
                var from = memory + Strided(start + done);
                var until = (int)Math.Min(length, done + row - (start + done) % row);
                for (; done < until; done++, from += step)
                    if (into) other[done] = *from;
                    else *from = other[done];
            }
        }
        GC.KeepAlive(tensor);
    }
}
