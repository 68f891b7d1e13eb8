using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

public static partial class ConversionsExtensionsCatalog
{
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName, IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs, string inputColumnName = null, bool treatValuesAsKeyType = false)
    {
        Contracts.CheckValue(keyValuePairs, nameof(keyValuePairs));
        var pairs = keyValuePairs.ToArray();
        var values = pairs.Select(pair => pair.Value).ToArray();
        var lookup = treatValuesAsKeyType ? KeyLookup(pairs.Select(pair => pair.Key).ToArray(), values) : Lookup(pairs.Select(pair => pair.Key).ToArray(), values);
        return new(catalog.GetEnvironment(), lookup, (outputColumnName, inputColumnName ?? outputColumnName));
    }

    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName, IEnumerable<KeyValuePair<TInputType, TOutputType[]>> keyValuePairs, string inputColumnName = null)
    {
        Contracts.CheckValue(keyValuePairs, nameof(keyValuePairs));
        var pairs = keyValuePairs.ToArray();
        return new(catalog.GetEnvironment(), Lookup(pairs.Select(pair => pair.Key).ToArray(), pairs.Select(pair => pair.Value).ToArray()),
            (outputColumnName, inputColumnName ?? outputColumnName));
    }

    public static ValueMappingEstimator MapValue(this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, IDataView lookupMap,
        DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn, string inputColumnName = null)
    {
        Contracts.CheckValue(lookupMap, nameof(lookupMap));
        return new(catalog.GetEnvironment(), ValueMap.From(lookupMap, keyColumn, valueColumn), (outputColumnName, inputColumnName ?? outputColumnName));
    }

    private sealed class Pair<TKey, TValue>
    {
        public TKey Key { get; set; }
        public TValue Value { get; set; }
    }

    private static ValueMap Lookup<TKey, TValue>(TKey[] keys, TValue[] values)
    {
        var definition = DefinitionOf<TKey, TValue>();
        // Vectors that all have one length make a column of that size.
        if (values is Array[] vectors && vectors.Length > 0 && vectors.All(vector => vector.Length == vectors[0].Length))
            definition["Value"].ColumnType = new VectorDataViewType(((VectorDataViewType)definition["Value"].ColumnType).ItemType, vectors[0].Length);
        return MapOf(keys, values, definition);
    }

    // Values of type uint or ulong are the keys themselves; others are numbered from 1 in order of appearance.
    private static ValueMap KeyLookup<TKey, TValue>(TKey[] keys, TValue[] values)
    {
        var distinct = values.Distinct().ToArray();
        var names = distinct.Select(value => $"{value}").ToArray();
        if (values is uint[] direct)
            return AsKeys(keys, Array.ConvertAll(direct, key => key - 1), names);
        if (values is ulong[] wide)
            return AsKeys(keys, Array.ConvertAll(wide, key => key - 1), names);
        var numbers = distinct.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => (uint)pair.i);
        return AsKeys(keys, Array.ConvertAll(values, value => numbers[value]), names);
    }

    // Raw keys count from 0 in objects.
    private static ValueMap AsKeys<TKey, TRaw>(TKey[] keys, TRaw[] raw, string[] names)
    {
        var definition = DefinitionOf<TKey, TRaw>();
        definition["Value"].ColumnType = new KeyDataViewType(typeof(TRaw), names.Length);
        definition["Value"].AddAnnotation(AnnotationUtils.Kinds.KeyValues, names, AnnotationUtils.GetNamesType(names.Length));
        return MapOf(keys, raw, definition);
    }

    private static SchemaDefinition DefinitionOf<TKey, TValue>() => SchemaDefinition.Create(typeof(Pair<TKey, TValue>), SchemaDefinition.Direction.Read);

    private static ValueMap MapOf<TKey, TValue>(TKey[] keys, TValue[] values, SchemaDefinition definition)
    {
        var rows = keys.Select((key, i) => new Pair<TKey, TValue> { Key = key, Value = values[i] });
        var view = new EnumerableView<Pair<TKey, TValue>>(rows, BoundSchema.Create(typeof(Pair<TKey, TValue>), SchemaDefinition.Direction.Read, definition));
        return ValueMap.From(view, view.Schema["Key"], view.Schema["Value"]);
    }
}
