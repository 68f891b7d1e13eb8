using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The sizes of a tensor along its axes.</summary>
    public struct Size : IEnumerable<long>
    {
        public static Size Empty = new(Array.Empty<long>());

        private readonly long[] sizes;

        public Size(long[] shape) => sizes = [.. shape];

        public Size(IEnumerable<long> shape) => sizes = [.. shape];

        public Size(int[] shape) => sizes = Array.ConvertAll(shape, static n => (long)n);

        public Size(long size) => sizes = [size];

        public Size((long, long) size) => sizes = [size.Item1, size.Item2];

        public Size((long, long, long) size) => sizes = [size.Item1, size.Item2, size.Item3];

        public Size((long, long, long, long) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4];

        public Size(int size) => sizes = [size];

        public Size((int, int) size) => sizes = [size.Item1, size.Item2];

        public Size((int, int, int) size) => sizes = [size.Item1, size.Item2, size.Item3];

        public Size((int, int, int, int) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4];

        public readonly long[] Shape => sizes;

        public readonly int Length => sizes.Length;

        public readonly bool IsEmpty => sizes.Length == 0;

        public readonly bool IsScalar => IsEmpty;

        public readonly long this[int idx] => sizes[idx];

        public readonly long this[long idx] => sizes[idx];

        public readonly long numel() => sizes.TotalSize();

        /// <summary>The sizes from one axis up to another; negative numbers count from the end.</summary>
        public readonly Size Slice(int first, int next)
        {
            if (first < 0) first += sizes.Length;
            if (next < 0) next += sizes.Length;
            return next <= first ? Empty : new Size(sizes[first..next]);
        }

        public readonly IEnumerable<long> Take(int i) => sizes.Take(i);

        public readonly IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)sizes).GetEnumerator();

        readonly IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size((long, long) size) => new(size);

        public static implicit operator Size((long, long, long) size) => new(size);

        public static implicit operator Size((long, long, long, long) size) => new(size);

        public static implicit operator Size(long[] size) => new(size);

        public static Size operator +(Size left, Size right) => new([.. left.sizes, .. right.sizes]);

        public static Size operator +(Size left, IEnumerable<long> right) => new([.. left.sizes, .. right]);

        public static bool operator ==(Size left, Size right) => left.sizes == right.sizes;

        public static bool operator !=(Size left, Size right) => left.sizes != right.sizes;

        public override readonly bool Equals(object? obj) => obj is Size other && sizes == other.sizes;

        public override readonly int GetHashCode() => sizes.GetHashCode();
    }
}
