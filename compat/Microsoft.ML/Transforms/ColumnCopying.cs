namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Columns under other names.</summary>
[ModelStage("Copy")]
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    private readonly CopyMap[] _maps;

    internal ColumnCopyingTransformer(IHostEnvironment env, CopyMap[] maps)
        : base(env.Register(nameof(ColumnCopyingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static ColumnCopyingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(CopyMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("Copy", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Copies columns, annotations included.</summary>
public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    private readonly (string Output, string Input)[] _columns;

    internal ColumnCopyingEstimator(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(ColumnCopyingEstimator)), new ColumnCopyingTransformer(env, columns.Select(c => new CopyMap(c.Output, c.Input)).ToArray())) =>
        _columns = columns;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(c => inputSchema.Find(c.Input).As(c.Output)));
    }
}
