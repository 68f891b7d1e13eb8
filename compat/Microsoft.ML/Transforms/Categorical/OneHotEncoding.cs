namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Values to keys and on to vectors.</summary>
[ModelStage("OneHot")]
public sealed class OneHotEncodingTransformer : ITransformer
{
    private readonly StageChain _stages;

    internal OneHotEncodingTransformer(StageChain stages) => _stages = stages;

    bool ITransformer.IsRowToRowMapper => true;

    internal static OneHotEncodingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(StageChain.Load(env, ctx));

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _stages.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => _stages.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _stages.Mapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetStage("OneHot", GetType());
        _stages.Save(ctx);
    }
}

/// <summary>Learns the values of columns and turns each into an indicator vector, a bag of counts, a key, or a key's bits.</summary>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    private readonly IHost _host;
    private readonly ValueToKeyMappingEstimator _keys;
    private readonly IEstimator<ITransformer> _vectors;

    internal OneHotEncodingEstimator(IHostEnvironment env, InputOutputColumnPair[] columns, OutputKind kind, int maximumKeys,
        ValueToKeyMappingEstimator.KeyOrdinality order, IDataView keyData)
    {
        _host = env.Register(nameof(OneHotEncodingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        _keys = new ValueToKeyMappingEstimator(_host, columns.Select(column =>
            new ValueToKeyMappingEstimator.Column(column.OutputColumnName, column.InputColumnName, maximumKeys, order, AsText: true)).ToArray(), keyData);
        _vectors = Vectors(_host, kind, columns.Select(column => column.OutputColumnName).ToArray());
    }

    /// <summary>What a value becomes.</summary>
    public enum OutputKind : byte
    {
        /// <summary>A vector that counts how often each value occurs in a vector of values.</summary>
        Bag = 1,

        /// <summary>A vector with a one in the value's slot; a vector of values gives one such vector after another.</summary>
        Indicator = 2,

        /// <summary>A key.</summary>
        Key = 3,

        /// <summary>The bits of the key.</summary>
        Binary = 4,
    }

    /// <summary>Reads each column once.</summary>
    public OneHotEncodingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        var keys = _keys.Fit(input);
        return new OneHotEncodingTransformer(_vectors is null ? new StageChain(keys) : new StageChain(keys, _vectors.Fit(keys.Transform(input))));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var keys = _keys.GetOutputSchema(inputSchema);
        return _vectors is null ? keys : _vectors.GetOutputSchema(keys);
    }

    internal static IEstimator<ITransformer> Vectors(IHostEnvironment env, OutputKind kind, string[] columns) => kind switch
    {
        OutputKind.Key => null,
        OutputKind.Binary => new KeyToBinaryVectorMappingEstimator(env, columns.Select(c => (c, c)).ToArray()),
        OutputKind.Bag or OutputKind.Indicator => new KeyToVectorMappingEstimator(env, columns.Select(c => (c, c, kind == OutputKind.Bag)).ToArray()),
        _ => throw env.ExceptUserArg("outputKind"),
    };
}
