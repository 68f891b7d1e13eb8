using System.Globalization;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Numbered values of any type but text.</summary>
internal sealed class ValueTermSet<T> : TermSet
{
    private readonly T[] _terms;
    private readonly Dictionary<T, uint> _keys;

    public ValueTermSet(T[] terms, PrimitiveDataViewType itemType)
    {
        _terms = terms;
        ItemType = itemType;
        _keys = new Dictionary<T, uint>(terms.Length);
        for (var i = 0; i < terms.Length; i++)
            _keys.TryAdd(terms[i], (uint)i + 1);
    }

    public override int Count => _terms.Length;

    public override PrimitiveDataViewType ItemType { get; }

    public override Array Terms => _terms;

    public override IReadOnlyList<string> Names => _terms.Select(term => Convert.ToString(term, CultureInfo.InvariantCulture)).ToArray();

    public override Delegate Keys(DataViewRow row, DataViewSchema.Column source) =>
        Lift.Values<T, uint>(row, source, value => _keys.GetValueOrDefault(value));

    public override void AddValues(DataViewSchema.Annotations.Builder builder, string kind)
    {
        var values = new VBuffer<T>(_terms.Length, _terms);
        builder.Add(kind, new VectorDataViewType(ItemType, _terms.Length), (ref VBuffer<T> value) => values.CopyTo(ref value));
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, bool asText)
    {
        if (asText)
            builder.AddKeyValues(TextDataViewType.Instance, new VBuffer<ReadOnlyMemory<char>>(_terms.Length, Names.Select(name => name.AsMemory()).ToArray()));
        else
            builder.AddKeyValues(ItemType, new VBuffer<T>(_terms.Length, _terms));
    }
}
