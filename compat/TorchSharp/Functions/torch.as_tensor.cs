using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchSharp;

// Tensors over .NET arrays, which share their memory wherever the element type and the device allow it.
public static unsafe partial class torch
{
    public static Tensor as_tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<(float, float)> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor((float, float)[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(IList<Complex> rawArray, ScalarType? dtype = null, Device? device = null) => FromMemory(AsArray(rawArray), [rawArray.Count], dtype, device, false);

    public static Tensor as_tensor(Complex[] rawArray, ScalarType? dtype = null, Device? device = null) => FromArray(rawArray, [rawArray.Length], dtype, device, share: true);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null)
    {
        var type = dtype ?? data.dtype;
        device ??= data.device;
        return type == data.dtype && device.type == data.device_type ? data.alias() : data.to(type, device);
    }

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), dtype, device, requires_grad, names, share: true);

    /// <summary>A part of an array as a tensor over the same memory (a converted copy when the element type differs).</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength) throw new ArgumentException($"invalid value for 'offset': {offset}");
        if (count < 0) count = rawArray.LongLength - offset;
        if (count > rawArray.LongLength - offset) throw new IndexOutOfRangeException($"element count is too large: {count}");
        return FromArray(rawArray, [count], dtype, CPU, requires_grad, share: true, offset: offset);
    }

    // ---- inside

    private static long[] Lengths(Array array) => Enumerable.Range(0, array.Rank).Select(array.GetLongLength).ToArray();

    private static T[] AsArray<T>(IList<T> list) => list as T[] ?? list.ToArray();

    /// <summary>A copy of an array's elements.</summary>
    internal static Tensor FromMemory<T>(T[] array, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null) =>
        FromArray(array, shape, dtype, device, requires_grad, names);

    private static Tensor FromArray(Array array, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device,
        bool requires_grad = false, string[]? names = null, bool share = false, long offset = 0)
    {
        long count = 1;
        foreach (var n in shape) count *= n;
        if (count > array.LongLength - offset)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {array.LongLength}");
        var type = ToScalarType(array.GetType().GetElementType()!);
        var place = Place(ref device);
        share &= place == (int)DeviceType.CPU && (dtype is null || dtype == type);
        // Pairs of floats are no primitive type, so such an array cannot be pinned by a handle: it is copied.
        share &= type != ScalarType.ComplexFloat32;
        if (share)
        {
            var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
            var memory = (byte*)pin.AddrOfPinnedObject() + offset * type.ElementSize();
            var native = Native.torch_over_memory(memory, shape, shape.Length, (int)type, &Release, GCHandle.ToIntPtr(pin));
            if (native == 0) pin.Free();
            return Finish(native, requires_grad, names);
        }
        fixed (byte* first = &MemoryMarshal.GetArrayDataReference(array))
            return Finish(Native.torch_from_memory(first + offset * type.ElementSize(), shape, shape.Length, (int)type,
                (int)(dtype ?? type), place, device!.index), requires_grad, names);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint pin) => GCHandle.FromIntPtr(pin).Free();
}
