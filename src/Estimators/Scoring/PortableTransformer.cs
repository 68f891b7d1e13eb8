using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Persistence;
using MLNetGradExt.Scoring;

namespace MLNetGradExt;

/// <summary>
/// A trained network as a pipeline stage that scores without libtorch, with the same columns as the transformer it was made from.
/// Made by <c>ml.GradExt().ToPortable(model)</c>.
/// </summary>
/// <remarks>Safe to share between threads, cursors and prediction engines, without a lock.</remarks>
public sealed class PortableTransformer : ISingleFeaturePredictionTransformer<PortableNetwork>
{
    private readonly MLContext _context;
    private readonly NetworkParts _parts;
    private readonly PortableScorer _scorer;

    internal PortableTransformer(MLContext context, NetworkParts parts)
    {
        (_context, _parts) = (context, parts);
        _scorer = parts.ToScorer();
    }

    /// <summary>The network.</summary>
    public PortableNetwork Model => _scorer.Network;

    /// <summary>The column it reads.</summary>
    public string FeatureColumnName => _parts.FeatureColumn;

    /// <summary>That column's type.</summary>
    public DataViewType FeatureColumnType => _parts.FeatureType;

    /// <summary>How it was trained, as far as its file says: curves, figures, settings in words, as charts and as a page.</summary>
    public TrainingReport Report => new(_parts.History ?? new History(), _parts.Recipe);

    bool ITransformer.IsRowToRowMapper => true;

    internal NetworkParts Parts => _parts;

    /// <summary>The schema with the scores added.</summary>
    /// <exception cref="ArgumentException">The feature column is missing, or of another type or size than in training.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <summary>The view with the scores added.</summary>
    /// <exception cref="ArgumentException">The feature column is missing, or of another type or size than in training.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(Bind(input.Schema), _scorer, input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new ScoringRowMapper(Bind(inputSchema), _scorer);

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedChain.Make(_context, ModelState.Write(_parts), _parts.Head, FeatureColumnName, FeatureColumnType).Save(ctx);

    private ScoringSchema Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoringSchema(input, FeatureColumnName, FeatureColumnType, _parts.Head);
    }
}
