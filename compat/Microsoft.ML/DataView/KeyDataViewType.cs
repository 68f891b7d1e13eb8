namespace Microsoft.ML.Data;

/// <summary>An index into a known set of values: raw 0 is missing, raw i+1 is the value at i.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, ulong count) : base(type)
    {
        if (!IsValidDataType(type))
            throw Contracts.ExceptParam(nameof(type), $"{type} is no unsigned integer, which a key must be");
        if (count == 0 || count > MaxCount(type))
            throw Contracts.ExceptParam(nameof(count), $"The cardinality of a {type.Name} key must be between 1 and {MaxCount(type)}");
        Count = count;
    }

    public KeyDataViewType(Type type, int count) : this(type, (ulong)count)
    {
        if (count <= 0)
            throw Contracts.ExceptParam(nameof(count), "The cardinality of a key must be positive");
    }

    public static bool IsValidDataType(Type type)
        => type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    public ulong Count { get; }

    private static ulong MaxCount(Type type)
        => type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;

    public override bool Equals(DataViewType other) => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;
    public override bool Equals(object other) => other is DataViewType type && Equals(type);
    public override int GetHashCode() => HashCode.Combine(RawType, Count);
    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";
}
