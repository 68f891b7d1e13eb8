namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Columns in another type.</summary>
[ModelStage("Convert")]
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    private readonly ConvertMap[] _maps;

    internal TypeConvertingTransformer(IHostEnvironment env, ConvertMap[] maps)
        : base(env.Register(nameof(TypeConvertingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static TypeConvertingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(ConvertMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("Convert", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Converts columns to another type.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    private readonly (string Output, string Input)[] _columns;
    private readonly PrimitiveDataViewType _type;

    internal TypeConvertingEstimator(IHostEnvironment env, (string Output, string Input)[] columns, DataKind kind)
        : base(env.Register(nameof(TypeConvertingEstimator)), new TypeConvertingTransformer(env, columns.Select(c => new ConvertMap(c.Output, c.Input, kind)).ToArray()))
    {
        _columns = columns;
        _type = ColumnTypes.FromKind(kind);
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            var source = inputSchema.Find(pair.Input);
            if (!source.IsKey && !ValueConversion.Exists(source.ItemType, _type))
                throw Host.ExceptParam(nameof(inputSchema), $"Can't convert {pair.Input} into {_type}");
            var annotations = source.SlotNames().ToList();
            if (source.ItemType is BooleanDataViewType && _type is NumberDataViewType)
                annotations.Add(AnnotationUtils.IsNormalizedShape);
            else if (source.ItemType is NumberDataViewType && _type is NumberDataViewType)
                annotations.AddRange(source.Annotation(AnnotationUtils.Kinds.IsNormalized));
            if (source.IsKey)
                annotations.AddRange(source.Annotation(AnnotationUtils.Kinds.KeyValues));
            return new SchemaShape.Column(pair.Output, source.Kind, _type, source.IsKey, new SchemaShape(annotations));
        }));
    }
}

/// <summary>A column in another type; a key stays a key of as many values.</summary>
internal sealed class ConvertMap(string output, string input, DataKind kind) : ColumnMap1(output, input)
{
    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
        writer.Write((byte)kind);
    }

    public static ConvertMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), (DataKind)reader.ReadByte());

    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        var from = source.Type.GetItemType();
        var to = Target(from);
        if (to is null || !ValueConversion.Exists(from, to))
            throw Contracts.ExceptParam("inputSchema",
                $"source column '{Input}' with item type '{source.Type}' is not compatible with destination type '{ColumnTypes.FromKind(kind)}'");
        annotations.Add(source.Annotations, name => name == AnnotationUtils.Kinds.SlotNames
            || (name == AnnotationUtils.Kinds.KeyValues && to is KeyDataViewType)
            || (name == AnnotationUtils.Kinds.IsNormalized && from is NumberDataViewType && to is NumberDataViewType));
        if (source.Type is BooleanDataViewType && to is NumberDataViewType)
            annotations.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        return Reshape(source.Type, to);
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) => ValueConversion.Getter(row, source, Target(source.Type.GetItemType()));

    private PrimitiveDataViewType Target(DataViewType from)
    {
        var plain = ColumnTypes.FromKind(kind);
        return from is not KeyDataViewType key ? plain
            : KeyDataViewType.IsValidDataType(plain.RawType) ? new KeyDataViewType(plain.RawType, key.Count) : null;
    }
}
