using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that also keeps the order of insertion, as PyTorch's OrderedDict does.</summary>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)> where TKey : notnull
{
    private readonly List<(TKey Key, TValue Value)> _list = [];
    private readonly Dictionary<TKey, int> _index = [];

    public OrderedDict() { }

    public int Count => _list.Count;
    public bool IsReadOnly => false;
    public ICollection<TKey> Keys => _list.ConvertAll(e => e.Key);
    public ICollection<TValue> Values => _list.ConvertAll(e => e.Value);

    public TValue this[TKey key]
    {
        get => _list[_index[key]].Value;
        set
        {
            if (_index.TryGetValue(key, out var at)) _list[at] = (key, value);
            else Add(key, value);
        }
    }

    public (TKey, TValue) this[int index]
    {
        get => _list[index];
        set
        {
            _list[index] = value;
            Reindex();
        }
    }

    public void Add(TKey key, TValue value)
    {
        _index.Add(key, _list.Count);
        _list.Add((key, value));
    }

    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    internal bool TryAdd(TKey key, TValue value)
    {
        if (_index.ContainsKey(key)) return false;
        Add(key, value);
        return true;
    }

    public void Insert(int index, (TKey, TValue) item)
    {
        if (_index.ContainsKey(item.Item1)) throw new ArgumentException($"The key '{item.Item1}' is already present.");
        _list.Insert(index, item);
        Reindex();
    }

    public bool Remove(TKey key)
    {
        if (!_index.TryGetValue(key, out var at)) return false;
        RemoveAt(at);
        return true;
    }

    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);
    public bool Remove(KeyValuePair<TKey, TValue> item) => Contains(item) && Remove(item.Key);

    public void RemoveAt(int index)
    {
        _list.RemoveAt(index);
        Reindex();
    }

    public void Clear()
    {
        _list.Clear();
        _index.Clear();
    }

    public void clear() => Clear();

    public bool ContainsKey(TKey key) => _index.ContainsKey(key);
    public bool Contains((TKey, TValue) item) => _list.Contains(item);
    public bool Contains(KeyValuePair<TKey, TValue> item) => _list.Contains((item.Key, item.Value));
    public int IndexOf((TKey, TValue) item) => _list.IndexOf(item);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var found = _index.TryGetValue(key, out var at);
        value = found ? _list[at].Value : default;
        return found;
    }

    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var (key, value) in _list) array[arrayIndex++] = new(key, value);
    }

    public IEnumerable<TKey> keys() => Keys;
    public IEnumerable<TValue> values() => Values;
    public IEnumerator<(TKey, TValue)> items() => _list.GetEnumerator();
    public IEnumerator<(TKey, TValue)> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        _list.Select(e => new KeyValuePair<TKey, TValue>(e.Key, e.Value)).GetEnumerator();

    private void Reindex()
    {
        _index.Clear();
        for (var i = 0; i < _list.Count; i++) _index.Add(_list[i].Key, i);
    }
}
