using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Transforms;

/// <summary>
/// Standardises columns: z = (x − mean) / standard deviation, slot by slot.
/// </summary>
/// <remarks>
/// <para>The statistics come from the view given to <see cref="Fit"/> alone, in one streaming pass in float64. Fit the pipeline on
/// the training rows only, or the test rows leak into the model.</para>
/// <list type="table">
/// <listheader><term>column</term><description>type</description></listheader>
/// <item><term>input</term><description>Single, Double, or a vector of them of known size, dense or sparse</description></item>
/// <item><term>output</term><description>the same type, with the slot names kept</description></item>
/// </list>
/// <para>A constant slot has no spread to divide by: it is divided by 1, so it becomes 0 on the training rows.</para>
/// </remarks>
public sealed class StandardizingEstimator : IEstimator<StandardizingTransformer>
{
    private readonly MLContext _context;
    private readonly StandardizeOptions _options;

    /// <summary>An estimator with these settings.</summary>
    /// <exception cref="ArgumentException">The settings are wrong; the message names every problem.</exception>
    public StandardizingEstimator(MLContext context, StandardizeOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems) throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        _context = context;
        _options = options;
    }

    /// <summary>Gathers the statistics of <paramref name="input"/> and makes the transformer.</summary>
    /// <exception cref="ArgumentException">A column is missing, or is no number or known-size vector of numbers.</exception>
    /// <exception cref="InvalidOperationException">The view is empty, or holds an infinite or (by policy) missing value; the message says where.</exception>
    public StandardizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var statistics = StatisticsPass.Over(input, _options);
        return new StandardizingTransformer(AffineStages.Make(_context, input, _options, statistics), statistics);
    }

    /// <summary>The shape of what <see cref="Fit"/>'s transformer will put out.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => _context.Transforms.NormalizeMeanVariance([.. _options.Columns], fixZero: false).GetOutputSchema(inputSchema);
}
