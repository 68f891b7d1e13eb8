namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Gathers the distinct values of a column, row by row.</summary>
internal abstract class TermCollector
{
    /// <summary>Looks at the current row.</summary>
    public abstract void Row();

    public abstract TermSet Finish();

    /// <summary>Calls back with every value of a scalar or vector column's current row; a sparse row's implicit zeros count once.</summary>
    protected static Action Reader<T>(DataViewRow row, DataViewSchema.Column column, Action<T> see)
    {
        if (column.Type is not VectorDataViewType)
        {
            var get = row.GetGetter<T>(column);
            var value = default(T);
            return () =>
            {
                get(ref value);
                see(value);
            };
        }
        var getVector = row.GetGetter<VBuffer<T>>(column);
        var buffer = default(VBuffer<T>);
        return () =>
        {
            getVector(ref buffer);
            foreach (var value in buffer.GetValues())
                see(value);
            if (!buffer.IsDense)
                see(default);
        };
    }
}

/// <summary>Gathers texts, making a string of each new one only.</summary>
internal sealed class TextTermCollector : TermCollector
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _terms = [];
    private readonly bool _sorted;
    private readonly Action _read;

    public TextTermCollector(DataViewRow row, DataViewSchema.Column column, int maximum, bool sorted)
    {
        _sorted = sorted;
        var lookup = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
        _read = Reader<ReadOnlyMemory<char>>(row, column, text =>
        {
            if (_terms.Count < maximum && !text.IsEmpty && lookup.Add(text.Span))
                _terms.Add(text.ToString());
        });
    }

    public override void Row() => _read();

    public override TermSet Finish()
    {
        if (_sorted)
            _terms.Sort(StringComparer.Ordinal);
        return new TextTermSet([.. _terms]);
    }
}

/// <summary>Gathers values of any type but text.</summary>
internal sealed class ValueTermCollector<T> : TermCollector
{
    private readonly HashSet<T> _seen = [];
    private readonly List<T> _terms = [];
    private readonly bool _sorted;
    private readonly Action _read;

    public ValueTermCollector(DataViewRow row, DataViewSchema.Column column, int maximum, bool sorted)
    {
        _sorted = sorted;
        var missing = Missing.Test<T>(column.Type.GetItemType() is KeyDataViewType);
        _read = Reader<T>(row, column, value =>
        {
            if (_terms.Count < maximum && !missing(value) && _seen.Add(value))
                _terms.Add(value);
        });
    }

    public override void Row() => _read();

    public override TermSet Finish()
    {
        if (_sorted)
            _terms.Sort();
        return new ValueTermSet<T>([.. _terms], ColumnTypes.FromRawType(typeof(T)));
    }
}
