using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Getters over the members of the current row object.</summary>
internal sealed class RowObject<TRow>(BoundSchema bound) where TRow : class
{
    private TRow _value;

    public TRow Value
    {
        get => _value ?? throw Contracts.Except("Values cannot be fetched at this time: the cursor is not on a row");
        set => _value = value;
    }

    public DataViewSchema Schema => bound.Schema;

    public Delegate MakeGetter(int index)
    {
        var column = bound.Columns[index];
        var member = MemberAccess.TypeOf(column.Member);
        if (member.IsArray)
            return member == typeof(string[]) ? TextArrayGetter(column)
                : Reflect.Call<Delegate>(typeof(RowObject<TRow>), nameof(ArrayGetter), [member.GetElementType()], this, column);
        if (column.Type is VectorDataViewType vector)
            return Reflect.Call<Delegate>(typeof(RowObject<TRow>), nameof(VectorGetter), [vector.ItemType.RawType], this, column);
        if (member == typeof(string))
            return TextGetter(column);
        if (column.Type is KeyDataViewType key)
            return Reflect.Call<Delegate>(typeof(RowObject<TRow>), nameof(KeyGetter), [key.RawType], this, column, key.Count);
        return Reflect.Call<Delegate>(typeof(RowObject<TRow>), nameof(DirectGetter), [member], this, column);
    }

    private Delegate TextGetter(BoundSchema.Column column)
    {
        var read = MemberAccess.Reader<TRow, string>(column.Member);
        return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = read(Value).AsMemory());
    }

    private Delegate TextArrayGetter(BoundSchema.Column column)
    {
        var read = MemberAccess.Reader<TRow, string[]>(column.Member);
        return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var source = read(Value) ?? [];
            var editor = VBufferEditor.Create(ref value, source.Length);
            for (var i = 0; i < source.Length; i++)
                editor.Values[i] = source[i].AsMemory();
            value = editor.Commit();
        });
    }

    private Delegate ArrayGetter<T>(BoundSchema.Column column)
    {
        var read = MemberAccess.Reader<TRow, T[]>(column.Member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var source = read(Value).AsSpan();
            var editor = VBufferEditor.Create(ref value, source.Length);
            source.CopyTo(editor.Values);
            value = editor.Commit();
        });
    }

    private Delegate VectorGetter<T>(BoundSchema.Column column)
    {
        var read = MemberAccess.Reader<TRow, VBuffer<T>>(column.Member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => read(Value).CopyTo(ref value));
    }

    private Delegate KeyGetter<T>(BoundSchema.Column column, ulong count) where T : struct, IBinaryInteger<T>
    {
        var read = MemberAccess.Reader<TRow, T>(column.Member);
        return (ValueGetter<T>)((ref T value) =>
        {
            // An object counts its keys from 0, a view from 1, where 0 is missing.
            var key = ulong.CreateTruncating(read(Value));
            value = key < count ? T.CreateTruncating(key + 1) : default;
        });
    }

    private Delegate DirectGetter<T>(BoundSchema.Column column)
    {
        var read = MemberAccess.Reader<TRow, T>(column.Member);
        return (ValueGetter<T>)((ref T value) => value = read(Value));
    }
}

/// <summary>A row over one object, set again and again.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow where TRow : class
{
    private readonly RowObject<TRow> _object;
    private readonly Delegate[] _getters;
    private long _position = -1;

    public ObjectRow(BoundSchema bound)
    {
        _object = new RowObject<TRow>(bound);
        _getters = new Delegate[bound.Columns.Length];
    }

    public override DataViewSchema Schema => _object.Schema;
    public override long Position => _position;
    public override long Batch => 0;
    public override bool IsColumnActive(DataViewSchema.Column column) => true;
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public void Set(TRow row)
    {
        Contracts.CheckValue(row, nameof(row));
        _object.Value = row;
        _position++;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => RowExtensions.Typed<TValue>(_getters[column.Index] ??= _object.MakeGetter(column.Index), column);
}
