namespace Microsoft.ML.Data;

/// <summary>Binds the members of a class to a schema's columns, to copy rows into objects.</summary>
internal sealed class RowBinding<TRow> where TRow : class
{
    private readonly BoundSchema.Column[] _members;

    public RowBinding(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        var bound = BoundSchema.Create(typeof(TRow), SchemaDefinition.Direction.Write, definition);
        var members = new List<BoundSchema.Column>();
        var columns = new List<DataViewSchema.Column>();
        foreach (var member in bound.Columns)
        {
            if (schema.GetColumnOrNull(member.Name) is not { } column)
            {
                if (ignoreMissingColumns)
                    continue;
                throw Contracts.ExceptSchemaMismatch("Schema", "", member.Name);
            }
            MemberAccess.ItemTypeOf(member.Member, out var raw, out var isVector);
            Contracts.Check(isVector == column.Type is VectorDataViewType && column.Type.GetItemType().RawType == raw,
                $"Can't bind the IDataView column '{member.Name}' of type '{column.Type}' to field or property '{member.Member.Name}' of type '{MemberAccess.TypeOf(member.Member).FullName}'.");
            members.Add(member);
            columns.Add(column);
        }
        _members = [.. members];
        Columns = [.. columns];
    }

    /// <summary>The columns that the class's members read.</summary>
    public DataViewSchema.Column[] Columns { get; }

    /// <summary>An action that copies the row's current values into an object.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        var setters = new Action<TRow>[_members.Length];
        for (var i = 0; i < setters.Length; i++)
            setters[i] = Setter(row, Columns[i], _members[i]);
        return target =>
        {
            foreach (var setter in setters)
                setter(target);
        };
    }

    private static Action<TRow> Setter(DataViewRow row, DataViewSchema.Column column, BoundSchema.Column member)
    {
        var type = MemberAccess.TypeOf(member.Member);
        if (type == typeof(string))
            return TextSetter(row, column, member);
        if (type == typeof(string[]))
            return TextArraySetter(row, column, member);
        if (type.IsArray)
            return Reflect.Call<Action<TRow>>(typeof(RowBinding<TRow>), nameof(ArraySetter), [type.GetElementType()], null, row, column, member);
        if (column.Type is VectorDataViewType vector)
            return Reflect.Call<Action<TRow>>(typeof(RowBinding<TRow>), nameof(VectorSetter), [vector.ItemType.RawType], null, row, column, member);
        return Reflect.Call<Action<TRow>>(typeof(RowBinding<TRow>), nameof(DirectSetter), [type], null, row, column, member);
    }

    private static Action<TRow> DirectSetter<T>(DataViewRow row, DataViewSchema.Column column, BoundSchema.Column member)
    {
        var getter = row.GetGetter<T>(column);
        var write = MemberAccess.Writer<TRow, T>(member.Member);
        T value = default;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> TextSetter(DataViewRow row, DataViewSchema.Column column, BoundSchema.Column member)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        var write = MemberAccess.Writer<TRow, string>(member.Member);
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            getter(ref value);
            write(target, value.ToString());
        };
    }

    private static Action<TRow> TextArraySetter(DataViewRow row, DataViewSchema.Column column, BoundSchema.Column member)
    {
        var getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        var write = MemberAccess.Writer<TRow, string[]>(member.Member);
        VBuffer<ReadOnlyMemory<char>> value = default;
        return target =>
        {
            getter(ref value);
            write(target, value.DenseValues().Select(text => text.ToString()).ToArray());
        };
    }

    private static Action<TRow> ArraySetter<T>(DataViewRow row, DataViewSchema.Column column, BoundSchema.Column member)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var read = CanRead(member) ? MemberAccess.Reader<TRow, T[]>(member.Member) : null;
        var write = MemberAccess.Writer<TRow, T[]>(member.Member);
        VBuffer<T> value = default;
        return target =>
        {
            getter(ref value);
            // An array of the right size that the object already has is filled, not replaced.
            var array = read?.Invoke(target);
            if (array?.Length != value.Length)
                array = new T[value.Length];
            value.CopyTo(array);
            write(target, array);
        };
    }

    private static Action<TRow> VectorSetter<T>(DataViewRow row, DataViewSchema.Column column, BoundSchema.Column member)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var read = CanRead(member) ? MemberAccess.Reader<TRow, VBuffer<T>>(member.Member) : null;
        var write = MemberAccess.Writer<TRow, VBuffer<T>>(member.Member);
        return target =>
        {
            var value = read is null ? default : read(target);
            getter(ref value);
            write(target, value);
        };
    }

    private static bool CanRead(BoundSchema.Column member)
        => member.Member is not System.Reflection.PropertyInfo property || property.GetGetMethod() is not null;
}
