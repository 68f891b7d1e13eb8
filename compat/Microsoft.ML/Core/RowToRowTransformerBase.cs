using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>What a row-to-row stage does once it is bound to an input schema: which columns it makes, from which, and how.</summary>
internal abstract class RowMapper(DataViewSchema inputSchema)
{
    private DataViewSchema.DetachedColumn[] _columns;

    public DataViewSchema InputSchema { get; } = inputSchema;

    public DataViewSchema.DetachedColumn[] OutputColumns => _columns ??= MakeOutputColumns();

    protected abstract DataViewSchema.DetachedColumn[] MakeOutputColumns();

    /// <summary>Which input columns the active output columns need.</summary>
    public abstract Func<int, bool> GetDependencies(Func<int, bool> activeOutput);

    /// <summary>Getters of the active output columns over a row; null for the others.</summary>
    public virtual Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        var getters = new Delegate[OutputColumns.Length];
        disposer = null;
        for (var i = 0; i < getters.Length; i++)
            if (activeOutput(i))
            {
                getters[i] = MakeGetter(input, i, activeOutput, out var one);
                disposer += one;
            }
        return getters;
    }

    /// <summary>A <see cref="ValueGetter{TValue}"/> of output column <paramref name="output"/>.</summary>
    protected abstract Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer);
}

public abstract class RowToRowTransformerBase : ITransformer
{
    private protected readonly IHost Host;

    private protected RowToRowTransformerBase(IHost host) => Host = host;

    private protected abstract RowMapper MakeRowMapper(DataViewSchema schema);

    private protected abstract void SaveModel(ModelSaveContext ctx);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return RowToRowMapperTransform.OutputSchemaOf(MakeRowMapper(inputSchema));
    }

    public IDataView Transform(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        return new RowToRowMapperTransform(input, MakeRowMapper(input.Schema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    bool ITransformer.IsRowToRowMapper => true;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return new RowToRowMapperTransform(new EmptyDataView(inputSchema), MakeRowMapper(inputSchema));
    }
}

/// <summary>A row-to-row stage in which each output column comes from one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    internal readonly (string outputColumnName, string inputColumnName)[] ColumnPairs;

    private protected OneToOneTransformerBase(IHost host, params (string outputColumnName, string inputColumnName)[] columns) : base(host)
    {
        host.CheckValue(columns, nameof(columns));
        var names = new HashSet<string>();
        foreach (var (output, input) in columns)
        {
            host.CheckNonEmpty(input, nameof(columns));
            host.CheckNonEmpty(output, nameof(columns));
            host.CheckParam(names.Add(output), nameof(columns), $"Name of the result column '{output}' specified multiple times");
        }
        ColumnPairs = columns;
    }

    private protected OneToOneTransformerBase(IHost host, ModelLoadContext ctx) : this(host, LoadColumns(ctx)) { }

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach (var (output, input) in ColumnPairs)
        {
            ctx.Writer.Write(output);
            ctx.Writer.Write(input);
        }
    }

    private static (string, string)[] LoadColumns(ModelLoadContext ctx)
    {
        var columns = new (string, string)[ctx.Reader.ReadInt32()];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = (ctx.Reader.ReadString(), ctx.Reader.ReadString());
        return columns;
    }

    /// <summary>Throws when the input column of pair <paramref name="pair"/> has the wrong type.</summary>
    private protected virtual void CheckInputColumn(DataViewSchema inputSchema, int pair, int source) { }

    private protected abstract class OneToOneMapper : RowMapper
    {
        /// <summary>The input column index of each pair.</summary>
        protected readonly int[] Sources;
        protected readonly (string outputColumnName, string inputColumnName)[] Pairs;

        protected OneToOneMapper(OneToOneTransformerBase parent, DataViewSchema inputSchema) : base(inputSchema)
        {
            Pairs = parent.ColumnPairs;
            Sources = new int[Pairs.Length];
            for (var i = 0; i < Sources.Length; i++)
            {
                var column = inputSchema.GetColumnOrNull(Pairs[i].inputColumnName)
                    ?? throw parent.Host.ExceptSchemaMismatch(nameof(inputSchema), "input", Pairs[i].inputColumnName);
                Sources[i] = column.Index;
                parent.CheckInputColumn(inputSchema, i, column.Index);
            }
        }

        protected DataViewSchema.Column Source(int pair) => InputSchema[Sources[pair]];

        public override Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            var active = new bool[InputSchema.Count];
            for (var i = 0; i < Sources.Length; i++)
                active[Sources[i]] |= activeOutput(i);
            return column => active[column];
        }
    }
}
