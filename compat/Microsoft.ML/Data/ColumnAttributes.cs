namespace Microsoft.ML.Data;

/// <summary>The column's name where it differs from the member's.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ColumnNameAttribute : Attribute
{
    public ColumnNameAttribute(string name) => Name = name;

    internal string Name { get; }
}

/// <summary>A member that is no column.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NoColumnAttribute : Attribute
{
    public NoColumnAttribute() { }
}

/// <summary>An unsigned integer member that is a key with that many values.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class KeyTypeAttribute : Attribute
{
    public KeyTypeAttribute() => throw new NotSupportedException("Using KeyType without the Count parameter is not supported");

    public KeyTypeAttribute(ulong count) => KeyCount = new KeyCount(count);

    internal KeyCount KeyCount { get; }
}

/// <summary>The size of a vector member.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class VectorTypeAttribute : Attribute
{
    public VectorTypeAttribute() { }

    public VectorTypeAttribute(int size)
    {
        Contracts.CheckParam(size >= 0, nameof(size), "Should be non-negative number");
        Dims = [size];
    }

    public VectorTypeAttribute(params int[] dimensions)
    {
        Contracts.CheckParam(dimensions.All(size => size >= 0), nameof(dimensions), "Should contain only non-negative values");
        Dims = dimensions;
    }

    internal int[] Dims { get; }
}

/// <summary>The field or fields of a text file that a member is read from.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LoadColumnAttribute : Attribute
{
    public LoadColumnAttribute(int fieldIndex) => Sources = [new TextLoader.Range(fieldIndex)];

    public LoadColumnAttribute(int start, int end) => Sources = [new TextLoader.Range(start, end)];

    public LoadColumnAttribute(int[] columnIndexes) => Sources = columnIndexes.Select(i => new TextLoader.Range(i)).ToList();

    internal List<TextLoader.Range> Sources { get; }
}
