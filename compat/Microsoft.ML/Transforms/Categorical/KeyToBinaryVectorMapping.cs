namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Keys to their bits.</summary>
[ModelStage("KeyToBinaryVector")]
public sealed class KeyToBinaryVectorMappingTransformer : OneToOneTransformerBase
{
    private readonly KeyBinaryVectorMap[] _maps;

    internal KeyToBinaryVectorMappingTransformer(IHostEnvironment env, KeyBinaryVectorMap[] maps)
        : base(env.Register(nameof(KeyToBinaryVectorMappingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static KeyToBinaryVectorMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, ctx.Reader.ReadMaps(KeyBinaryVectorMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("KeyToBinaryVector", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Maps keys to vectors of their bits.</summary>
public sealed class KeyToBinaryVectorMappingEstimator : TrivialEstimator<KeyToBinaryVectorMappingTransformer>
{
    private readonly (string Output, string Input)[] _columns;

    internal KeyToBinaryVectorMappingEstimator(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(KeyToBinaryVectorMappingEstimator)),
            new KeyToBinaryVectorMappingTransformer(env, columns.Select(c => new KeyBinaryVectorMap(c.Output, c.Input)).ToArray())) => _columns = columns;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            var source = inputSchema.Find(pair.Input);
            if (!source.IsKey)
                throw source.Mismatch("Key");
            var annotations = new List<SchemaShape.Column>();
            if (source.Kind == SchemaShape.Column.VectorKind.Scalar)
            {
                annotations.Add(AnnotationUtils.IsNormalizedShape);
                if (source.Annotation(AnnotationUtils.Kinds.KeyValues).Any(values => values.ItemType is TextDataViewType))
                    annotations.Add(AnnotationUtils.SlotNamesShape);
            }
            return new SchemaShape.Column(pair.Output, source.Kind == SchemaShape.Column.VectorKind.VariableVector ? source.Kind : SchemaShape.Column.VectorKind.Vector,
                NumberDataViewType.Single, false, new SchemaShape(annotations));
        }));
    }
}
