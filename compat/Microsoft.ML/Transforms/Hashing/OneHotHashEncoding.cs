namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Values to keys by hashing and on to vectors.</summary>
[ModelStage("OneHotHash")]
public sealed class OneHotHashEncodingTransformer : ITransformer
{
    private readonly StageChain _stages;

    internal OneHotHashEncodingTransformer(StageChain stages) => _stages = stages;

    bool ITransformer.IsRowToRowMapper => true;

    internal static OneHotHashEncodingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(StageChain.Load(env, ctx));

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _stages.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => _stages.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _stages.Mapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetStage("OneHotHash", GetType());
        _stages.Save(ctx);
    }
}

/// <summary>Turns values into indicator vectors, bags, keys or bits by their hashes.</summary>
public sealed class OneHotHashEncodingEstimator : IEstimator<OneHotHashEncodingTransformer>
{
    private readonly IHost _host;
    private readonly HashingEstimator _keys;
    private readonly IEstimator<ITransformer> _vectors;

    internal OneHotHashEncodingEstimator(IHostEnvironment env, InputOutputColumnPair[] columns, OneHotEncodingEstimator.OutputKind kind, int bits, uint seed, bool ordered)
    {
        _host = env.Register(nameof(OneHotHashEncodingEstimator));
        _keys = new HashingEstimator(_host, InputOutputColumnPair.ConvertToValueTuples(columns), bits, seed, ordered);
        _vectors = OneHotEncodingEstimator.Vectors(_host, kind, columns.Select(column => column.OutputColumnName).ToArray());
    }

    /// <summary>Checks the columns; there is nothing to learn.</summary>
    public OneHotHashEncodingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        var keys = _keys.Fit(input);
        return new OneHotHashEncodingTransformer(_vectors is null ? new StageChain(keys) : new StageChain(keys, _vectors.Fit(keys.Transform(input))));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var keys = _keys.GetOutputSchema(inputSchema);
        return _vectors is null ? keys : _vectors.GetOutputSchema(keys);
    }
}
