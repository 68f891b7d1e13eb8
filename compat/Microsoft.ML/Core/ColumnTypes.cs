namespace Microsoft.ML.Data;

/// <summary>Questions to a column type, and the column type of a .NET type.</summary>
internal static class ColumnTypes
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> _byRawType = new()
    {
        [typeof(sbyte)] = NumberDataViewType.SByte, [typeof(byte)] = NumberDataViewType.Byte,
        [typeof(short)] = NumberDataViewType.Int16, [typeof(ushort)] = NumberDataViewType.UInt16,
        [typeof(int)] = NumberDataViewType.Int32, [typeof(uint)] = NumberDataViewType.UInt32,
        [typeof(long)] = NumberDataViewType.Int64, [typeof(ulong)] = NumberDataViewType.UInt64,
        [typeof(float)] = NumberDataViewType.Single, [typeof(double)] = NumberDataViewType.Double,
        [typeof(bool)] = BooleanDataViewType.Instance, [typeof(ReadOnlyMemory<char>)] = TextDataViewType.Instance,
        [typeof(DateTime)] = DateTimeDataViewType.Instance, [typeof(DateTimeOffset)] = DateTimeOffsetDataViewType.Instance,
        [typeof(TimeSpan)] = TimeSpanDataViewType.Instance, [typeof(DataViewRowId)] = RowIdDataViewType.Instance,
    };

    /// <summary>The primitive type of a raw type (or of <see cref="string"/>); null when there is none.</summary>
    public static PrimitiveDataViewType TryFromRawType(Type type)
        => type == typeof(string) ? TextDataViewType.Instance : _byRawType.GetValueOrDefault(type);

    public static PrimitiveDataViewType FromRawType(Type type)
        => TryFromRawType(type) ?? throw Contracts.ExceptParam(nameof(type), $"{type} is no type of a data view");

    public static PrimitiveDataViewType FromKind(DataKind kind) => kind switch
    {
        DataKind.SByte => NumberDataViewType.SByte,
        DataKind.Byte => NumberDataViewType.Byte,
        DataKind.Int16 => NumberDataViewType.Int16,
        DataKind.UInt16 => NumberDataViewType.UInt16,
        DataKind.Int32 => NumberDataViewType.Int32,
        DataKind.UInt32 => NumberDataViewType.UInt32,
        DataKind.Int64 => NumberDataViewType.Int64,
        DataKind.UInt64 => NumberDataViewType.UInt64,
        DataKind.Single => NumberDataViewType.Single,
        DataKind.Double => NumberDataViewType.Double,
        DataKind.String => TextDataViewType.Instance,
        DataKind.Boolean => BooleanDataViewType.Instance,
        DataKind.TimeSpan => TimeSpanDataViewType.Instance,
        DataKind.DateTime => DateTimeDataViewType.Instance,
        DataKind.DateTimeOffset => DateTimeOffsetDataViewType.Instance,
        _ => throw Contracts.ExceptParam(nameof(kind), $"Unknown data kind {kind}"),
    };

    public static bool TryGetKind(Type rawType, out DataKind kind)
    {
        foreach (var candidate in Enum.GetValues<DataKind>())
            if (FromKind(candidate).RawType == rawType)
            {
                kind = candidate;
                return true;
            }
        kind = default;
        return false;
    }

    /// <summary>The type of a vector's items, or the type itself.</summary>
    public static DataViewType GetItemType(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    /// <summary>1 for a scalar, 0 for a vector of varying length.</summary>
    public static int GetValueCount(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;

    public static int GetVectorSize(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 0;

    public static bool IsKnownSizeVector(this DataViewType type) => type is VectorDataViewType { IsKnownSize: true };

    public static bool IsStandardScalar(this DataViewType type)
        => type is NumberDataViewType or TextDataViewType or BooleanDataViewType or RowIdDataViewType or TimeSpanDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType;

    /// <summary>The cardinality of a key type as an int; 0 for anything else.</summary>
    public static int GetKeyCountAsInt32(this DataViewType type)
        => type is KeyDataViewType key ? key.Count > int.MaxValue ? throw Contracts.Except("The key's cardinality is larger than an int") : (int)key.Count : 0;

    public static ulong GetKeyCount(this DataViewType type) => type is KeyDataViewType key ? key.Count : 0;
}
