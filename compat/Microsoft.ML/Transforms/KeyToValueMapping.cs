namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Keys back to values.</summary>
[ModelStage("KeyToValue")]
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    private readonly KeyValueMap[] _maps;

    internal KeyToValueMappingTransformer(IHostEnvironment env, KeyValueMap[] maps)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static KeyToValueMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(KeyValueMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("KeyToValue", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Maps keys to the values in their column's KeyValues annotation.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    private readonly (string Output, string Input)[] _columns;

    internal KeyToValueMappingEstimator(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(KeyToValueMappingEstimator)),
            new KeyToValueMappingTransformer(env, columns.Select(c => new KeyValueMap(c.Output, c.Input)).ToArray())) => _columns = columns;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            var source = inputSchema.Find(pair.Input);
            if (!source.IsKey || !source.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values))
                throw source.Mismatch("Key with KeyValues annotation");
            return new SchemaShape.Column(pair.Output, source.Kind, values.ItemType, values.IsKey, new SchemaShape(source.SlotNames()));
        }));
    }
}
