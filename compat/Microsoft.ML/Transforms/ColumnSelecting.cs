namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>
/// Keeps or drops columns. Keeping leaves out hidden columns (shadowed by a later one of the same name) unless they are asked for;
/// dropping keeps all others, hidden ones too.
/// </summary>
[ModelStage("Select")]
public sealed class ColumnSelectingTransformer : ITransformer
{
    private readonly IHost _host;
    private readonly string[] _names;
    private readonly bool _keeps, _keepHidden;

    internal ColumnSelectingTransformer(IHostEnvironment env, string[] names, bool keeps, bool keepHidden)
    {
        _host = env.Register(nameof(ColumnSelectingTransformer));
        _names = names;
        _keeps = keeps;
        _keepHidden = keepHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal static ColumnSelectingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, ctx.Reader.ReadTexts(), ctx.Reader.ReadBoolean(), ctx.Reader.ReadBoolean());

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Selection(inputSchema).Schema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new ColumnSelection.View(Selection(input.Schema), input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Selection(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetStage("Select", GetType());
        ctx.Writer.WriteAll(_names);
        ctx.Writer.Write(_keeps);
        ctx.Writer.Write(_keepHidden);
    }

    private ColumnSelection Selection(DataViewSchema schema)
    {
        _host.CheckValue(schema, "inputSchema");
        foreach (var name in _names)
        {
            if (schema.GetColumnOrNull(name) is null)
                throw _host.ExceptSchemaMismatch("inputSchema", "input", name);
        }
        return new ColumnSelection(schema, _keeps
            ? [.. _names.SelectMany(name => schema.Where(column => column.Name == name && (_keepHidden || !column.IsHidden)))]
            : [.. schema.Where(column => !_names.Contains(column.Name))]);
    }
}

/// <summary>Keeps or drops columns.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    private readonly string[] _names;
    private readonly bool _keeps;

    internal ColumnSelectingEstimator(IHostEnvironment env, string[] names, bool keeps, bool keepHidden)
        : base(env.Register(nameof(ColumnSelectingEstimator)), new ColumnSelectingTransformer(env, names, keeps, keepHidden))
    {
        _names = names;
        _keeps = keeps;
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        var named = _names.Select(inputSchema.Find).ToArray();
        return new SchemaShape(_keeps ? named : inputSchema.Where(column => !_names.Contains(column.Name)));
    }
}
