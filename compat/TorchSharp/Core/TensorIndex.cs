using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One index as the native layer reads it: kind 0 a position, 1 a slice, 2 a tensor, 3 a boolean, 4 a new axis, 5 all remaining axes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeIndex(long kind, long start = 0, long stop = 0, long step = 0, nint tensor = 0)
{
    internal readonly long Kind = kind, Start = start, Stop = stop, Step = step;
    internal readonly nint Tensor = tensor;
}

public static partial class torch
{
    /// <summary>What may stand between the brackets of <c>x[...]</c>.</summary>
    public struct TensorIndex
    {
        private enum What { Position, Slice, Tensor, Boolean, NewAxis, Rest }

        private What what;
        private long? start, stop, step;
        private Tensor? tensor;

        /// <summary>All the axes that the other indices leave.</summary>
        public static TensorIndex Ellipsis = new() { what = What.Rest };

        /// <summary>A new axis of length one.</summary>
        public static TensorIndex None = new() { what = What.NewAxis };

        /// <inheritdoc cref="None"/>
        public static TensorIndex Null = new() { what = What.NewAxis };

        /// <summary>The whole axis.</summary>
        public static TensorIndex Colon = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { what = What.Slice, start = start, stop = stop, step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range)
        {
            long? start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            // "From the end" by zero is the end itself.
            long? stop = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;
            return Slice(start, stop);
        }

        public static TensorIndex Bool(bool value) => new() { what = What.Boolean, start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { what = What.Position, start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { what = What.Tensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        internal readonly NativeIndex Native() => what switch
        {
            What.Position => new(0, start ?? 0),
            What.Slice => new(1, start ?? TorchSharp.Native.None, stop ?? TorchSharp.Native.None, step ?? TorchSharp.Native.None),
            What.Tensor => new(2, tensor: tensor!.Handle),
            What.Boolean => new(3, start ?? 0),
            What.NewAxis => new(4),
            _ => new(5),
        };
    }

    public partial class Tensor
    {
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1] { get => At([i1]); set => Put([i1], value); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2] { get => At([i1, i2]); set => Put([i1, i2], value); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3] { get => At([i1, i2, i3]); set => Put([i1, i2, i3], value); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4] { get => At([i1, i2, i3, i4]); set => Put([i1, i2, i3, i4], value); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => At([i1, i2, i3, i4, i5]);
            set => Put([i1, i2, i3, i4, i5], value);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => At([i1, i2, i3, i4, i5, i6]);
            set => Put([i1, i2, i3, i4, i5, i6], value);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params long[] indices] { get => At(indices); set => Put(indices, value); }

        public Tensor index(params TensorIndex[] indices) => Result(Native.tensor_index(Handle, Encode(indices), indices.Length), indices);

        public Tensor index(params Tensor[] indices) => index(Encode(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) =>
            Self(Native.tensor_index_put_(Handle, Encode(indices), indices.Length, value.Handle), value, indices);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false) => accumulate
            ? Self(Native.tensor_index_accumulate_(Handle, Encode(indices), indices.Length, value.Handle), value, indices)
            : index_put_(value, indices);

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Encode(indices));

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => index_put_(value, Encode(indices), accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices) =>
            Self(Native.tensor_index_put_scalar_(Handle, Encode(indices), indices.Length, value.Number), indices);

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Encode(indices));

        private Tensor At(ReadOnlySpan<long> indices) => Result(Native.tensor_get(Handle, indices, indices.Length));

        private void Put(ReadOnlySpan<long> indices, Tensor value)
        {
            Span<NativeIndex> all = stackalloc NativeIndex[indices.Length];
            for (var i = 0; i < all.Length; i++) all[i] = new NativeIndex(0, indices[i]);
            Self(Native.tensor_index_put_(Handle, all, all.Length, value.Handle), value);
        }

        private static NativeIndex[] Encode(TensorIndex[] indices) => Array.ConvertAll(indices, static i => i.Native());

        private static TensorIndex[] Encode(Tensor[] indices) => Array.ConvertAll(indices, TensorIndex.Tensor);
    }
}
