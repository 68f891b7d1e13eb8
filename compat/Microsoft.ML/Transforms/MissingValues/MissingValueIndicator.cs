namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Columns of booleans that say where values are missing.</summary>
[ModelStage("IndicateMissing")]
public sealed class MissingValueIndicatorTransformer : OneToOneTransformerBase
{
    private readonly IndicateMap[] _maps;

    internal MissingValueIndicatorTransformer(IHostEnvironment env, IndicateMap[] maps)
        : base(env.Register(nameof(MissingValueIndicatorTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static MissingValueIndicatorTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(IndicateMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("IndicateMissing", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Maps values to whether they are missing.</summary>
public sealed class MissingValueIndicatorEstimator : TrivialEstimator<MissingValueIndicatorTransformer>
{
    private readonly (string Output, string Input)[] _columns;

    internal MissingValueIndicatorEstimator(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(MissingValueIndicatorEstimator)),
            new MissingValueIndicatorTransformer(env, columns.Select(c => new IndicateMap(c.Output, c.Input)).ToArray())) => _columns = columns;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            var source = inputSchema.Find(pair.Input);
            return new SchemaShape.Column(pair.Output, source.Kind, BooleanDataViewType.Instance, false, new SchemaShape(source.SlotNames()));
        }));
    }
}

/// <summary>A column of booleans that say where another's values are missing.</summary>
internal sealed class IndicateMap(string output, string input) : ColumnMap1(output, input)
{
    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        KeepSlotNames(source, annotations);
        return Reshape(source.Type, BooleanDataViewType.Instance);
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) =>
        (Delegate)Lift.Call(typeof(IndicateMap), nameof(Make), [source.Type.GetItemType().RawType], null, row, source);

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
    }

    public static IndicateMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString());

    private static Delegate Make<T>(DataViewRow row, DataViewSchema.Column source) =>
        Lift.Values(row, source, Missing.Test<T>(source.Type.GetItemType() is KeyDataViewType));
}
