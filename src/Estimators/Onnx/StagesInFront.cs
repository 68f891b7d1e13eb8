using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Transforms;

namespace MLNetGradExt.Onnx;

/// <summary>The stages in front of a network, from the first behind which all that the features depend on can be said in an ONNX file.</summary>
internal sealed class StagesInFront
{
    private readonly ITransformer[] _stages;
    private readonly DataViewSchema[] _schemas;

    private StagesInFront(ITransformer[] stages, DataViewSchema[] schemas) => (_stages, _schemas) = (stages, schemas);

    /// <summary>How the features come from columns of the data, and what of the stages that says.</summary>
    /// <exception cref="ArgumentException">The schema does not fit the stages, or has no features in the end.</exception>
    public static (OnnxColumn Features, OnnxExportResult Result) Of(MLContext context, IEnumerable<ITransformer> stages, DataViewSchema schema, string featureColumn)
    {
        var plain = new List<ITransformer>();
        var schemas = new List<DataViewSchema> { schema };
        foreach (var stage in stages.SelectMany(stage => Stock(context, stage, schemas[^1])))
        {
            plain.Add(stage);
            schemas.Add(stage.GetOutputSchema(schemas[^1]));
        }
        var features = schemas[^1].GetColumnOrNull(featureColumn) ?? throw new ArgumentException($"The stages in front of the network give no column {featureColumn} from this schema.");
        return new StagesInFront([.. plain], [.. schemas]).From(features);
    }

    private (OnnxColumn, OnnxExportResult) From(DataViewSchema.Column features)
    {
        var needed = new DataViewSchema.Column[]?[_schemas.Length];
        needed[^1] = [features];
        for (var i = _stages.Length - 1; i >= 0 && needed[i + 1] is { } columns && _stages[i].IsRowToRowMapper; i--)
            needed[i] = [.. _stages[i].GetRowToRowMapper(_schemas[i]).GetDependencies(columns)];
        for (var start = 0; start < _schemas.Length; start++)
        {
            if (needed[start] is not { } inputs || inputs.Any(c => StageNodes.Size(c.Type) == 0) || inputs.Select(c => c.Name).Distinct().Count() < inputs.Length) continue;
            if (Said(start, needed, inputs.ToDictionary(c => c.Index, c => OnnxColumn.Input(c.Name, StageNodes.Size(c.Type)))) is not { } said) continue;
            return (said, new OnnxExportResult([.. said.Inputs.Select(i => (i.Name!, i.Size))], [.. Names(start, _stages.Length, needed)], [.. Names(0, start, needed)]));
        }
        throw new ArgumentException($"The column {features.Name} is {features.Type}, but a known-size vector of Single is needed.");
    }

    /// <summary>The features by the columns at a start, or null where a stage in between can't be said.</summary>
    private OnnxColumn? Said(int start, DataViewSchema.Column[]?[] needed, Dictionary<int, OnnxColumn> columns)
    {
        for (var i = start; i < _stages.Length; i++)
        {
            var next = new Dictionary<int, OnnxColumn>();
            foreach (var column in needed[i + 1]!)
            {
                var current = columns;
                if (Passed(i, column) is { } passed) next[column.Index] = current[passed.Index];
                else if (StageNodes.Of(_stages[i], _schemas[i], column, Sources(i, column).ToDictionary(c => c.Index, c => current[c.Index])) is { } made) next[column.Index] = made;
                else return null;
            }
            columns = next;
        }
        return columns.Values.Single();
    }

    private IEnumerable<DataViewSchema.Column> Sources(int stage, DataViewSchema.Column column) => _stages[stage].GetRowToRowMapper(_schemas[stage]).GetDependencies([column]);

    /// <summary>
    /// The column of its input that a stage passes on as a column, or null where it makes that. A stage puts what it makes behind the columns
    /// of the same name, or at the end; one that selects columns makes all of them.
    /// </summary>
    private DataViewSchema.Column? Passed(int stage, DataViewSchema.Column column)
    {
        if (_stages[stage] is Microsoft.ML.Transforms.ColumnSelectingTransformer) return null;
        var before = _schemas[stage].Where(c => c.Name == column.Name).ToArray();
        var place = _schemas[stage + 1].Count(c => c.Name == column.Name && c.Index < column.Index);
        return place < before.Length ? before[place] : null;
    }

    /// <summary>The stages of a range that make something that is needed. Before a stage that is no mapper of rows nothing is known: all count.</summary>
    private IEnumerable<string> Names(int from, int to, DataViewSchema.Column[]?[] needed)
    {
        for (var i = from; i < to; i++)
            if (needed[i + 1] is not { } columns || columns.Any(c => Passed(i, c) is null) && _stages[i] is not Microsoft.ML.Transforms.ColumnSelectingTransformer) yield return _stages[i].GetType().Name;
    }

    /// <summary>Our own stage as the stock ones that it is saved as.</summary>
    private static IEnumerable<ITransformer> Stock(MLContext context, ITransformer stage, DataViewSchema schema)
    {
        if (stage is not StandardizingTransformer) return [stage];
        using var file = new MemoryStream();
        context.Model.Save(stage, schema, file);
        file.Position = 0;
        return Flat(context.Model.Load(file, out _));

        static IEnumerable<ITransformer> Flat(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flat) : [model];
    }
}
