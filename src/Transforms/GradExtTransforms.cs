using Microsoft.ML;
using MLNetGradExt.Transforms;

namespace MLNetGradExt;

/// <summary>Data preparation for neural networks; <c>ml.GradExt().Transforms</c>.</summary>
public sealed class GradExtTransforms
{
    private readonly MLContext _context;

    /// <summary>A catalog whose stages are made in <paramref name="context"/>.</summary>
    public GradExtTransforms(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
    }

    /// <summary>
    /// Standardises one column: z = (x − mean) / standard deviation, slot by slot, fitted on the training view only.
    /// </summary>
    /// <param name="outputColumnName">The column to write.</param>
    /// <param name="inputColumnName">The column to read, a scalar or fixed-size vector of Single or Double; the output column when null.</param>
    /// <param name="missingValues">What to do with NaN.</param>
    /// <param name="degreesOfFreedom">0 divides the squared deviations by n (population), 1 by n − 1 (sample).</param>
    public StandardizingEstimator Standardize(string outputColumnName, string? inputColumnName = null,
        MissingValues missingValues = MissingValues.Error, int degreesOfFreedom = 0)
        => Standardize(new StandardizeOptions
        {
            Columns = [new InputOutputColumnPair(outputColumnName, inputColumnName ?? outputColumnName)],
            MissingValues = missingValues,
            DegreesOfFreedom = degreesOfFreedom,
        });

    /// <summary>Standardises several columns in one pass over the training view.</summary>
    public StandardizingEstimator Standardize(StandardizeOptions options) => new(_context, options);
}
