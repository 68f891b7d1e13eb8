using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Columns made by a user's function from one row's columns, once a row.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly IHost _host;
    private readonly Action<TSrc, TDst> _map;
    private readonly string _contractName;

    internal CustomMappingTransformer(IHostEnvironment env, Action<TSrc, TDst> mapAction, string contractName,
        SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
    {
        _host = env.Register(nameof(CustomMappingTransformer<TSrc, TDst>));
        _host.CheckValue(mapAction, nameof(mapAction));
        _map = mapAction;
        _contractName = contractName;
        InputDefinition = inputSchemaDefinition;
        Added = BoundSchema.Create(typeof(TDst), SchemaDefinition.Direction.Write, outputSchemaDefinition);
    }

    internal SchemaDefinition InputDefinition { get; }
    internal BoundSchema Added { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return RowToRowMapperTransform.OutputSchemaOf(new Mapper(this, inputSchema));
    }

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new RowToRowMapperTransform(input, new Mapper(this, input.Schema));
    }

    bool ITransformer.IsRowToRowMapper => true;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return new RowToRowMapperTransform(new EmptyDataView(inputSchema), new Mapper(this, inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        _host.Check(_contractName is not null, "Empty contract name for a transform: the transform cannot be saved");
        CustomMappingLoader.Save(ctx, _contractName, _map.Method.DeclaringType!.Assembly);
    }

    private sealed class Mapper(CustomMappingTransformer<TSrc, TDst> parent, DataViewSchema inputSchema) : RowMapper(inputSchema)
    {
        private readonly RowBinding<TSrc> _source = new(inputSchema, false, parent.InputDefinition);

        protected override DataViewSchema.DetachedColumn[] MakeOutputColumns()
            => parent.Added.Schema.Select(column => new DataViewSchema.DetachedColumn(column)).ToArray();

        public override Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            if (!Enumerable.Range(0, OutputColumns.Length).Any(activeOutput))
                return _ => false;
            var needed = InputSchema.ActiveFlags(_source.Columns);
            return column => needed[column];
        }

        public override Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            var getters = new Delegate[OutputColumns.Length];
            if (!Enumerable.Range(0, getters.Length).Any(activeOutput))
                return getters;
            var fill = _source.Bind(input);
            var source = new TSrc();
            var target = new TDst();
            var row = new ObjectRow<TDst>(parent.Added);
            var served = -1L;
            void Refresh()
            {
                if (served == input.Position)
                    return;
                fill(source);
                parent._map(source, target);
                row.Set(target);
                served = input.Position;
            }

            for (var i = 0; i < getters.Length; i++)
                if (activeOutput(i))
                    getters[i] = Reflect.Call<Delegate>(typeof(Mapper), nameof(Refreshed), [row.Schema[i].Type.RawType], null, row, row.Schema[i], (Action)Refresh);
            return getters;
        }

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
            => throw new NotSupportedException("All getters are made together");

        private static Delegate Refreshed<T>(DataViewRow row, DataViewSchema.Column column, Action refresh)
        {
            var getter = row.GetGetter<T>(column);
            return (ValueGetter<T>)((ref T value) =>
            {
                refresh();
                getter(ref value);
            });
        }
    }
}

public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(IHostEnvironment env, Action<TSrc, TDst> mapAction, string contractName, SchemaDefinition inputSchemaDefinition, SchemaDefinition outputSchemaDefinition)
        : base(env.Register(nameof(CustomMappingEstimator<TSrc, TDst>)),
            new CustomMappingTransformer<TSrc, TDst>(env, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var result = inputSchema.ToDictionary();
        foreach (var member in BoundSchema.Create(typeof(TSrc), SchemaDefinition.Direction.Both, Transformer.InputDefinition).Columns)
        {
            if (!result.TryGetValue(member.Name, out var column))
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", member.Name);
            if (!Accepts(member.Type, column))
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", member.Name, member.Type.ToString(), column.GetTypeString());
        }
        foreach (var added in SchemaShape.Create(Transformer.Added.Schema))
            result[added.Name] = added;
        return new SchemaShape(result.Values);
    }

    // A member of varying length also takes vectors of a fixed one.
    private static bool Accepts(DataViewType type, SchemaShape.Column column)
    {
        SchemaShape.GetColumnTypeShape(type, out var kind, out var itemType, out var isKey);
        return itemType.Equals(column.ItemType) && isKey == column.IsKey
            && (kind == SchemaShape.Column.VectorKind.VariableVector ? column.Kind != SchemaShape.Column.VectorKind.Scalar : kind == column.Kind);
    }
}
