namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Keys back to the values of the KeyValues annotation; the missing key becomes the missing value of their type.</summary>
internal sealed class KeyValueMap(string output, string input) : ColumnMap1(output, input)
{
    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        if (source.Type.GetItemType() is not KeyDataViewType key || ValuesType(source) is not { } values || (ulong)values.Size != key.Count)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", Input, "Key with KeyValues annotation", source.Type.ToString());
        KeepSlotNames(source, annotations);
        return Reshape(source.Type, values.ItemType);
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) => (Delegate)Lift.Call(
        typeof(KeyValueMap), nameof(Make), [source.Type.GetItemType().RawType, ValuesType(source).ItemType.RawType], null, row, source);

    private static VectorDataViewType ValuesType(DataViewSchema.Column source) =>
        source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type as VectorDataViewType;

    private static Delegate Make<TKey, TValue>(DataViewRow row, DataViewSchema.Column source)
    {
        var buffer = default(VBuffer<TValue>);
        source.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref buffer);
        TValue[] values = [MissingValue<TValue>(), .. buffer.DenseValues()];
        var number = KeyNumber.Of<TKey>();
        return Lift.Values<TKey, TValue>(row, source, key => number(key) is var n && n < (ulong)values.Length ? values[n] : values[0]);
    }

    private static T MissingValue<T>() => (T)(object)(default(T) switch
    {
        float => float.NaN,
        double => double.NaN,
        var other => (object)other,
    });

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
    }

    public static KeyValueMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString());
}

/// <summary>Reads a key of any of the four raw types as a number: 0 is missing, the first value is 1.</summary>
internal static class KeyNumber
{
    public static Func<TKey, ulong> Of<TKey>()
    {
        object number = default(TKey) switch
        {
            byte => (Func<byte, ulong>)(key => key),
            ushort => (Func<ushort, ulong>)(key => key),
            uint => (Func<uint, ulong>)(key => key),
            _ => (Func<ulong, ulong>)(key => key),
        };
        return (Func<TKey, ulong>)number;
    }

    /// <summary>Reads keys of any raw type as vectors or scalars of <see cref="uint"/>.</summary>
    public static Delegate AsUInt32(DataViewRow row, DataViewSchema.Column source) => source.Type.GetItemType().RawType == typeof(uint)
        ? (Delegate)Lift.Call(typeof(KeyNumber), nameof(Plain), [source.Type.RawType], null, row, source)
        : (Delegate)Lift.Call(typeof(KeyNumber), nameof(Convert), [source.Type.GetItemType().RawType], null, row, source);

    private static Delegate Plain<T>(DataViewRow row, DataViewSchema.Column source) => row.GetGetter<T>(source);

    private static Delegate Convert<T>(DataViewRow row, DataViewSchema.Column source)
    {
        var number = Of<T>();
        return Lift.Values<T, uint>(row, source, key => (uint)number(key));
    }
}
