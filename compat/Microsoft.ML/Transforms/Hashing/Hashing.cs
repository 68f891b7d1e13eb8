namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Values to keys by hashing.</summary>
[ModelStage("Hash")]
public sealed class HashingTransformer : OneToOneTransformerBase
{
    private readonly HashMap[] _maps;

    internal HashingTransformer(IHostEnvironment env, HashMap[] maps)
        : base(env.Register(nameof(HashingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static HashingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(HashMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("Hash", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Maps values to keys by hashing, without learning them.</summary>
public sealed class HashingEstimator : IEstimator<HashingTransformer>
{
    internal const int DefaultBits = 31;
    internal const uint DefaultSeed = 314489979;
    private readonly IHost _host;
    private readonly (string Output, string Input)[] _columns;
    private readonly HashingTransformer _transformer;

    internal HashingEstimator(IHostEnvironment env, (string Output, string Input)[] columns, int bits, uint seed, bool ordered)
    {
        _host = env.Register(nameof(HashingEstimator));
        _host.CheckParam(bits is >= 1 and < 32, "numberOfBits", "Must be between 1 and 31");
        _columns = columns;
        _transformer = new HashingTransformer(env, columns.Select(c => new HashMap(c.Output, c.Input, bits, seed, ordered)).ToArray());
    }

    /// <summary>Checks the columns; there is nothing to learn.</summary>
    public HashingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            var source = inputSchema.Find(pair.Input);
            return new SchemaShape.Column(pair.Output, source.Kind, NumberDataViewType.UInt32, true, new SchemaShape(source.SlotNames()));
        }));
    }
}
