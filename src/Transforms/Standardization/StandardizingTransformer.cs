using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Transforms;

/// <summary>Applies fitted standardisation. Saved with <c>mlContext.Model.Save</c> it loads anywhere as the stock stages it consists of.</summary>
public sealed class StandardizingTransformer : ITransformer
{
    private readonly TransformerChain<ITransformer> _stages;

    internal StandardizingTransformer(TransformerChain<ITransformer> stages, IReadOnlyList<ColumnStatistics> statistics)
    {
        _stages = stages;
        Statistics = statistics;
    }

    /// <summary>What fitting found, one entry for each standardised column.</summary>
    public IReadOnlyList<ColumnStatistics> Statistics { get; }

    bool ITransformer.IsRowToRowMapper => ((ITransformer)_stages).IsRowToRowMapper;

    /// <summary>The schema of <see cref="Transform"/>'s result; throws where a column is missing or of another type.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _stages.GetOutputSchema(inputSchema);

    /// <summary>The view with its columns standardised, computed lazily.</summary>
    public IDataView Transform(IDataView input) => _stages.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)_stages).GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_stages).Save(ctx);
}
