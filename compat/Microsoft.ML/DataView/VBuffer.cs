using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>A dense or sparse vector over buffers that are made to be reused: pass it by ref and let the callee fill it.</summary>
public readonly struct VBuffer<T> : IEnumerable
{
    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    /// <summary>The number of slots, explicit or not.</summary>
    public readonly int Length;

    public VBuffer(int length, T[] values, int[] indices = null)
    {
        Contracts.CheckParam(length >= 0, nameof(length));
        Contracts.CheckParam((values?.Length ?? 0) >= length, nameof(values), "Fewer values than the vector's length");
        Length = length;
        _values = values;
        _count = length;
        _indices = indices;
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Contracts.CheckParam(length >= 0, nameof(length));
        Contracts.CheckParam(0 <= count && count <= length, nameof(count));
        Contracts.CheckParam((values?.Length ?? 0) >= count, nameof(values), "Fewer values than the count");
        Contracts.CheckParam(count == length || (indices?.Length ?? 0) >= count, nameof(indices), "Fewer indices than the count");
        Length = length;
        _values = values;
        _count = count;
        _indices = indices;
    }

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public bool IsDense => _count == Length;

    public void CopyToDense(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length);
        if (IsDense)
            GetValues().CopyTo(editor.Values);
        else
            CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        if (!IsDense)
            GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        Contracts.CheckParam(0 <= sourceIndex && sourceIndex <= Length, nameof(sourceIndex));
        Contracts.CheckParam(0 <= length && length <= Length - sourceIndex, nameof(length));
        if (IsDense)
        {
            var dense = VBufferEditor.Create(ref destination, length);
            GetValues().Slice(sourceIndex, length).CopyTo(dense.Values);
            destination = dense.Commit();
            return;
        }
        var indices = GetIndices();
        var first = LowerBound(indices, sourceIndex);
        var count = LowerBound(indices, sourceIndex + length) - first;
        var editor = VBufferEditor.Create(ref destination, length, count);
        GetValues().Slice(first, count).CopyTo(editor.Values);
        if (count < length)
            for (var i = 0; i < count; i++)
                editor.Indices[i] = indices[first + i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Contracts.CheckParam(0 <= destinationIndex && destinationIndex <= destination.Length - Length, nameof(destinationIndex), "Not enough room for the vector");
        var target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }
        target.Fill(defaultValue);
        var values = GetValues();
        var indices = GetIndices();
        for (var i = 0; i < values.Length; i++)
            target[indices[i]] = values[i];
    }

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        Contracts.CheckParam(0 <= length && length <= (source?.Length ?? 0), nameof(length));
        Contracts.CheckParam(0 <= sourceIndex && sourceIndex <= (source?.Length ?? 0) - length, nameof(sourceIndex));
        var editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        var next = 0;
        for (var i = 0; i < _count; i++)
        {
            var index = IsDense ? i : _indices[i];
            for (; all && next < index; next++)
                yield return new KeyValuePair<int, T>(next, default);
            yield return new KeyValuePair<int, T>(index, _values[i]);
            next = index + 1;
        }
        for (; all && next < Length; next++)
            yield return new KeyValuePair<int, T>(next, default);
    }

    public IEnumerable<T> DenseValues() => Items(all: true).Select(item => item.Value);

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        Contracts.CheckParam(0 <= index && index < Length, nameof(index));
        if (IsDense)
            return _values[index];
        var found = GetIndices().BinarySearch(index);
        return found >= 0 ? _values[found] : default;
    }

    public override string ToString() => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    internal VBufferEditor<T> Edit() => new(Length, _count, _values, _indices, false, false, false);

    internal VBufferEditor<T> Edit(int length, int? valuesCount, int? maxCapacity, bool keepOld, bool indicesOnDense)
    {
        var count = valuesCount ?? length;
        Contracts.CheckParam(length >= 0, "newLogicalLength");
        Contracts.CheckParam(count <= length, nameof(valuesCount));
        var values = Grow(_values, count, maxCapacity ?? length, keepOld, out var newValues);
        var indices = _indices;
        var newIndices = false;
        if (count < length || indicesOnDense)
            indices = Grow(_indices, count, maxCapacity ?? length, keepOld, out newIndices);
        return new VBufferEditor<T>(length, count, values, indices, indicesOnDense, newValues, newIndices);
    }

    private static TItem[] Grow<TItem>(TItem[] array, int min, int max, bool keep, out bool created)
    {
        created = (array?.Length ?? 0) < min;
        if (!created)
            return array ?? [];
        // Buffers that grow a little each time should not be reallocated each time.
        var size = Math.Max(min, (int)Math.Min((long)max, 2L * (array?.Length ?? 0)));
        if (keep && array is not null)
        {
            Array.Resize(ref array, size);
            return array;
        }
        return new TItem[size];
    }

    private static int LowerBound(ReadOnlySpan<int> indices, int value)
    {
        var found = indices.BinarySearch(value);
        return found >= 0 ? found : ~found;
    }
}
