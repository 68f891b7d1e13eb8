namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Keys to indicator vectors.</summary>
[ModelStage("KeyToVector")]
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    private readonly KeyVectorMap[] _maps;

    internal KeyToVectorMappingTransformer(IHostEnvironment env, KeyVectorMap[] maps)
        : base(env.Register(nameof(KeyToVectorMappingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static KeyToVectorMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(KeyVectorMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("KeyToVector", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Maps keys to indicator vectors, or vectors of keys to counts.</summary>
public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    private readonly (string Output, string Input, bool Bag)[] _columns;

    internal KeyToVectorMappingEstimator(IHostEnvironment env, params (string Output, string Input, bool Bag)[] columns)
        : base(env.Register(nameof(KeyToVectorMappingEstimator)),
            new KeyToVectorMappingTransformer(env, columns.Select(c => new KeyVectorMap(c.Output, c.Input, c.Bag)).ToArray())) => _columns = columns;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(c => OutputColumn(inputSchema.Find(c.Input), c.Output, c.Bag)));
    }

    private static SchemaShape.Column OutputColumn(SchemaShape.Column source, string output, bool bag)
    {
        if (!source.IsKey)
            throw source.Mismatch("Key");
        var varying = source.Kind == SchemaShape.Column.VectorKind.VariableVector;
        var annotations = new List<SchemaShape.Column>();
        if (source.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values) && values.ItemType is TextDataViewType && (bag || !varying))
            annotations.Add(AnnotationUtils.SlotNamesShape);
        if (!bag && !varying)
            annotations.Add(Shapes.CategoricalRanges);
        if (!bag || source.Kind == SchemaShape.Column.VectorKind.Scalar)
            annotations.Add(AnnotationUtils.IsNormalizedShape);
        return new SchemaShape.Column(output, varying && !bag ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector,
            NumberDataViewType.Single, false, new SchemaShape(annotations));
    }
}
