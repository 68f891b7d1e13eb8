using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values by a dictionary.</summary>
[ModelStage(StageName)]
public class ValueMappingTransformer : OneToOneTransformerBase
{
    private const string StageName = "ValueMapping";

    internal ValueMappingTransformer(IHostEnvironment env, ValueMap map, (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ValueMappingTransformer)), columns) => Map = map;

    private ValueMappingTransformer(IHost host, ModelLoadContext ctx) : base(host, ctx) => Map = ValueMap.Load(ctx.Reader);

    internal ValueMap Map { get; }

    internal static ValueMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env.Register(nameof(ValueMappingTransformer)), ctx);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage(StageName, typeof(ValueMappingTransformer));
        SaveColumns(ctx);
        Map.Save(ctx.Writer);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper(ValueMappingTransformer parent, DataViewSchema schema) : OneToOneMapper(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] MakeOutputColumns() => Enumerable.Range(0, Pairs.Length).Select(Output).ToArray();

        private DataViewSchema.DetachedColumn Output(int pair)
        {
            var type = parent.Map.ValueType;
            if (Source(pair).Type is VectorDataViewType)
            {
                if (type is VectorDataViewType)
                    throw new NotSupportedException($"Column '{Pairs[pair].inputColumnName}' cannot be mapped to values when the column and the map values are both vector type.");
                type = new VectorDataViewType((PrimitiveDataViewType)type, Source(pair).Type.GetVectorSize());
            }
            return new DataViewSchema.DetachedColumn(Pairs[pair].outputColumnName, type, parent.Map.Annotations);
        }

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return parent.Map.Getter(input, input.Schema[Sources[output]]);
        }
    }
}

public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    internal ValueMappingEstimator(IHostEnvironment env, ValueMap map, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ValueMappingEstimator)), new ValueMappingTransformer(env, map, columns)) => _columns = columns;

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        var result = inputSchema.ToDictionary();
        foreach (var (output, input) in _columns)
        {
            if (!inputSchema.TryFindColumn(input, out var source))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            var shape = SchemaShape.ColumnOf(output, Transformer.Map.ValueType, Transformer.Map.Annotations);
            if (source.Kind == SchemaShape.Column.VectorKind.Scalar)
                result[output] = shape;
            else if (shape.Kind != SchemaShape.Column.VectorKind.Scalar)
                throw new NotSupportedException($"Column '{input}' cannot be mapped to values when the column and the map values are both vector type.");
            else
                result[output] = new SchemaShape.Column(output, source.Kind, shape.ItemType, shape.IsKey, shape.Annotations);
        }
        return new SchemaShape(result.Values);
    }
}

public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(IHostEnvironment env, ValueMap map, params (string outputColumnName, string inputColumnName)[] columns) : base(env, map, columns) { }
}
