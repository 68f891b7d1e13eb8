using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Texts by content rather than by the string that they are cut from.</summary>
internal sealed class TextContentComparer : IEqualityComparer<ReadOnlyMemory<char>>
{
    public static TextContentComparer Instance { get; } = new();

    public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);
    public int GetHashCode(ReadOnlyMemory<char> text) => string.GetHashCode(text.Span);
}

/// <summary>A dictionary between the values of two column types.</summary>
internal abstract class ValueMap
{
    protected ValueMap(DataViewType keyType, DataViewType valueType, DataViewSchema.Annotations annotations)
    {
        KeyType = keyType;
        ValueType = valueType;
        Annotations = annotations;
    }

    public DataViewType KeyType { get; }
    public DataViewType ValueType { get; }

    /// <summary>What the value column's annotations become: the output column's.</summary>
    public DataViewSchema.Annotations Annotations { get; }

    public abstract Delegate Getter(DataViewRow input, DataViewSchema.Column column);

    public abstract void Save(BinaryWriter writer);

    public static ValueMap From(IDataView data, DataViewSchema.Column key, DataViewSchema.Column value)
    {
        var map = Create(key.Type, value.Type, value.Annotations);
        map.AddAll(data, key, value);
        return map;
    }

    public static ValueMap Load(BinaryReader reader)
    {
        var keyType = Codec.ReadType(reader);
        var valueType = Codec.ReadType(reader);
        var map = Create(keyType, valueType, Codec.ReadAnnotations(reader));
        map.ReadAll(reader);
        return map;
    }

    protected abstract void AddAll(IDataView data, DataViewSchema.Column key, DataViewSchema.Column value);

    protected abstract void ReadAll(BinaryReader reader);

    private static ValueMap Create(DataViewType keyType, DataViewType valueType, DataViewSchema.Annotations annotations)
        => (ValueMap)Activator.CreateInstance(typeof(ValueMap<,>).MakeGenericType(keyType.RawType, valueType.RawType), keyType, valueType, annotations);
}

internal sealed class ValueMap<TKey, TValue> : ValueMap
{
    private readonly Dictionary<TKey, TValue> _map;
    private readonly Codec<TValue>.Copy _copy = Codec<TValue>.Copier;

    public ValueMap(DataViewType keyType, DataViewType valueType, DataViewSchema.Annotations annotations) : base(keyType, valueType, annotations)
        => _map = new Dictionary<TKey, TValue>(TextContentComparer.Instance as IEqualityComparer<TKey>);

    protected override void AddAll(IDataView data, DataViewSchema.Column key, DataViewSchema.Column value)
    {
        using var cursor = data.GetRowCursor([key, value]);
        var keys = cursor.GetGetter<TKey>(key);
        var values = cursor.GetGetter<TValue>(value);
        while (cursor.MoveNext())
        {
            TKey oneKey = default;
            TValue oneValue = default;
            keys(ref oneKey);
            values(ref oneValue);
            Contracts.Check(_map.TryAdd(oneKey, oneValue), $"Duplicate keys in data '{oneKey}'");
        }
    }

    public override Delegate Getter(DataViewRow input, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            return VectorGetter(input.GetGetter<VBuffer<TKey>>(column));
        var source = input.GetGetter<TKey>(column);
        TKey key = default;
        return (ValueGetter<TValue>)((ref TValue value) =>
        {
            source(ref key);
            Look(key, ref value);
        });
    }

    // A key that is not in the map has the type's default value.
    private void Look(TKey key, ref TValue value)
    {
        if (_map.TryGetValue(key, out var found))
            _copy(in found, ref value);
        else
            value = default;
    }

    private ValueGetter<VBuffer<TValue>> VectorGetter(ValueGetter<VBuffer<TKey>> source)
    {
        VBuffer<TKey> keys = default;
        return (ref VBuffer<TValue> values) =>
        {
            source(ref keys);
            var found = keys.GetValues();
            var editor = VBufferEditor.Create(ref values, keys.Length, found.Length);
            if (!keys.IsDense)
                keys.GetIndices().CopyTo(editor.Indices);
            for (var i = 0; i < found.Length; i++)
                Look(found[i], ref editor.Values[i]);
            values = editor.Commit();
        };
    }

    public override void Save(BinaryWriter writer)
    {
        Codec.WriteType(writer, KeyType);
        Codec.WriteType(writer, ValueType);
        Codec.WriteAnnotations(writer, Annotations);
        writer.Write(_map.Count);
        foreach (var (key, value) in _map)
        {
            Codec<TKey>.Write(writer, key);
            Codec<TValue>.Write(writer, value);
        }
    }

    protected override void ReadAll(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var key = Codec<TKey>.Read(reader);
            _map.Add(key, Codec<TValue>.Read(reader));
        }
    }
}
