namespace Microsoft.ML.Data;

/// <summary>Column types that third parties add: which .NET type, with which attribute, stands for which column type.</summary>
public static class DataViewTypeManager
{
    private static readonly Lock _gate = new();
    private static readonly Dictionary<(Type Type, DataViewTypeAttribute Attribute), DataViewType> _types = [];

    [Obsolete("This API is deprecated, please use the new form of Register which takes in a single DataViewTypeAttribute instead.", false)]
    public static void Register(DataViewType dataViewType, Type type, IEnumerable<Attribute> typeAttributes)
        => Register(dataViewType, type, typeAttributes?.Cast<DataViewTypeAttribute>().SingleOrDefault());

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        Contracts.CheckParam(ColumnTypes.TryFromRawType(type) is null, nameof(type), $"Type {type} is one of the built-in types and cannot be registered again");
        lock (_gate)
        {
            if (_types.TryGetValue((type, typeAttribute), out var known))
                Contracts.CheckParam(known.Equals(dataViewType), nameof(type), $"The raw type {type} is already associated with {known}");
            var other = _types.FirstOrDefault(pair => pair.Value.Equals(dataViewType)).Key;
            Contracts.CheckParam(other.Type is null || other == (type, typeAttribute), nameof(dataViewType), $"{dataViewType} is already associated with {other.Type}");
            _types[(type, typeAttribute)] = dataViewType;
        }
    }

    internal static DataViewType TryGet(Type type, IEnumerable<Attribute> attributes)
    {
        lock (_gate)
            return _types.GetValueOrDefault((type, AttributeAmong(attributes)));
    }

    /// <summary>The one custom type attribute of a member, registered; null when there is none.</summary>
    internal static DataViewTypeAttribute AttributeAmong(IEnumerable<Attribute> attributes)
    {
        var found = (attributes ?? []).OfType<DataViewTypeAttribute>().ToArray();
        Contracts.CheckParam(found.Length <= 1, "userType", "A member cannot carry several custom type attributes");
        return found.FirstOrDefault();
    }
}
