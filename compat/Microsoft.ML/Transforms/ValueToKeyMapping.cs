namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Values to the keys that were learned.</summary>
[ModelStage("ValueToKey")]
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    private readonly TermMap[] _maps;

    internal ValueToKeyMappingTransformer(IHostEnvironment env, TermMap[] maps)
        : base(env.Register(nameof(ValueToKeyMappingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static ValueToKeyMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(TermMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("ValueToKey", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Learns the distinct values of columns and maps them to keys 1, 2, 3…; missing and unseen values become key 0.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    internal const int DefaultMaximum = 1_000_000;
    private readonly IHost _host;
    private readonly Column[] _columns;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(IHostEnvironment env, Column[] columns, IDataView keyData = null)
    {
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        _host.CheckParam(keyData is null || keyData.Schema.Count == 1, nameof(keyData),
            $"If specified, this data view should contain only a single column containing the terms to map, but this had {keyData?.Schema.Count} columns.");
        _columns = columns;
        _keyData = keyData;
    }

    /// <summary>In which order values get their keys.</summary>
    public enum KeyOrdinality : byte
    {
        /// <summary>As they are first seen.</summary>
        ByOccurrence = 0,

        /// <summary>Sorted; texts by their characters' codes.</summary>
        ByValue = 1,
    }

    /// <summary>Reads the data once and numbers the columns' values.</summary>
    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        var sources = _columns.Select(column => input.Schema.GetColumnOrNull(column.Input)
            ?? throw _host.ExceptSchemaMismatch(nameof(input), "input", column.Input)).ToArray();
        var terms = TermSet.Train(_keyData ?? input, _columns.Select((column, i) => (
            _keyData is null ? sources[i] : _keyData.Schema[0],
            _keyData is null ? column.Maximum : int.MaxValue,
            column.Order == KeyOrdinality.ByValue)).ToArray());
        return new ValueToKeyMappingTransformer(_host, _columns.Select((column, i) => new TermMap(column.Output, column.Input, terms[i], column.AsText)).ToArray());
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(column =>
        {
            var source = inputSchema.Find(column.Input);
            if (!source.ItemType.IsStandardScalar())
                throw source.Mismatch("a scalar or vector of a standard type");
            var values = AnnotationUtils.KeyValuesShape(column.AsText ? TextDataViewType.Instance : source.ItemType);
            return new SchemaShape.Column(column.Output, source.Kind, NumberDataViewType.UInt32, true, new SchemaShape(source.SlotNames().Append(values)));
        }));
    }

    internal sealed record Column(string Output, string Input, int Maximum = DefaultMaximum, KeyOrdinality Order = KeyOrdinality.ByOccurrence, bool AsText = false);
}
