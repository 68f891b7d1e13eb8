namespace Microsoft.ML.Data
{
    using Microsoft.ML.Runtime;
    using Microsoft.ML.Transforms;

    /// <summary>Joins columns to one vector.</summary>
    [ModelStage("Concatenate")]
    public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
    {
        private readonly ConcatenateMap[] _maps;

        internal ColumnConcatenatingTransformer(IHostEnvironment env, params ConcatenateMap[] maps)
            : base(env.Register(nameof(ColumnConcatenatingTransformer))) => _maps = maps;

        internal static ColumnConcatenatingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(ConcatenateMap.Load));

        private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

        private protected override void SaveModel(ModelSaveContext ctx)
        {
            ctx.SetStage("Concatenate", GetType());
            ctx.Writer.WriteMaps(_maps);
        }
    }
}

namespace Microsoft.ML.Transforms
{
    using Microsoft.ML.Data;
    using Microsoft.ML.Runtime;

    /// <summary>
    /// Joins scalars and vectors of one item type to one vector. Scalars give their name as slot name, vectors give
    /// <c>Column.Slot</c>; categorical ranges move along; the result counts as normalised where all inputs do.
    /// </summary>
    public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
    {
        private readonly IHost _host;
        private readonly string _output;
        private readonly string[] _inputs;

        internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
        {
            _host = env.Register(nameof(ColumnConcatenatingEstimator));
            _host.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
            _host.CheckValue(inputColumnNames, nameof(inputColumnNames));
            _host.CheckParam(inputColumnNames.Length > 0 && !inputColumnNames.Any(string.IsNullOrEmpty), nameof(inputColumnNames),
                "Contained some null or empty items");
            _output = outputColumnName;
            _inputs = [.. inputColumnNames];
        }

        /// <summary>There is nothing to learn; the columns are checked when the transformer meets a schema.</summary>
        public ColumnConcatenatingTransformer Fit(IDataView input)
        {
            _host.CheckValue(input, nameof(input));
            return new ColumnConcatenatingTransformer(_host, new ConcatenateMap(_output, _inputs));
        }

        /// <inheritdoc/>
        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            _host.CheckValue(inputSchema, nameof(inputSchema));
            var sources = _inputs.Select(inputSchema.Find).ToArray();
            foreach (var source in sources)
            {
                if (!source.ItemType.Equals(sources[0].ItemType) || source.IsKey != sources[0].IsKey)
                    throw _host.Except($"Columns to concatenate must have one type, but '{source.Name}' is {source.GetTypeString()} and '{sources[0].Name}' is {sources[0].GetTypeString()}");
            }
            var known = sources.All(source => source.Kind != SchemaShape.Column.VectorKind.VariableVector);
            var annotations = new List<SchemaShape.Column>();
            if (sources[0].ItemType is NumberDataViewType && sources.All(s => s.Annotation(AnnotationUtils.Kinds.IsNormalized).Any()))
                annotations.Add(AnnotationUtils.IsNormalizedShape);
            if (known && sources.Any(s => s.Kind == SchemaShape.Column.VectorKind.Scalar || s.SlotNames().Any()))
                annotations.Add(AnnotationUtils.SlotNamesShape);
            if (known && sources.Any(s => s.Annotation(AnnotationUtils.Kinds.CategoricalSlotRanges).Any()))
                annotations.Add(Shapes.CategoricalRanges);
            return inputSchema.With(new SchemaShape.Column(_output,
                known ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector,
                sources[0].ItemType, sources[0].IsKey, new SchemaShape(annotations)));
        }
    }
}
