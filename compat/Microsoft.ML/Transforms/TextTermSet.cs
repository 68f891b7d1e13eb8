namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Numbered texts, looked up without making strings.</summary>
internal sealed class TextTermSet : TermSet
{
    private readonly string[] _terms;
    private readonly Dictionary<string, uint> _keys;

    public TextTermSet(string[] terms)
    {
        _terms = terms;
        _keys = new Dictionary<string, uint>(terms.Length, StringComparer.Ordinal);
        for (var i = 0; i < terms.Length; i++)
            _keys.TryAdd(terms[i], (uint)i + 1);
    }

    public override int Count => _terms.Length;

    public override PrimitiveDataViewType ItemType => TextDataViewType.Instance;

    public override Array Terms => _terms;

    public override IReadOnlyList<string> Names => _terms;

    public override Delegate Keys(DataViewRow row, DataViewSchema.Column source)
    {
        var lookup = _keys.GetAlternateLookup<ReadOnlySpan<char>>();
        return Lift.Values<ReadOnlyMemory<char>, uint>(row, source, text => lookup.TryGetValue(text.Span, out var key) ? key : 0);
    }

    public override void AddValues(DataViewSchema.Annotations.Builder builder, string kind)
    {
        var values = new VBuffer<ReadOnlyMemory<char>>(_terms.Length, _terms.Select(term => term.AsMemory()).ToArray());
        builder.Add(kind, new VectorDataViewType(ItemType, _terms.Length), (ref VBuffer<ReadOnlyMemory<char>> value) => values.CopyTo(ref value));
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, bool asText) =>
        builder.AddKeyValues(TextDataViewType.Instance, new VBuffer<ReadOnlyMemory<char>>(_terms.Length, _terms.Select(term => term.AsMemory()).ToArray()));
}
