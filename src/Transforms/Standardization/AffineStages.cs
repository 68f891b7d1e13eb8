using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Transforms;

/// <summary>
/// Turns statistics into stock stages, which save, load, keep slot names and score without any help from this library.
/// </summary>
/// <remarks>
/// ML.NET gives no way to hand a mean and a deviation to its normaliser, but it can be fitted on two rows, mean − s and mean + s:
/// their mean is the mean and their population deviation is s.
/// </remarks>
internal static class AffineStages
{
    public static TransformerChain<ITransformer> Make(MLContext context, IDataView input, StandardizeOptions options, IReadOnlyList<ColumnStatistics> statistics)
    {
        var twoRows = new TwoRowView([.. statistics.DistinctBy(s => s.ColumnName).Select(s => (input.Schema[s.ColumnName], s))]);
        var affine = context.Transforms.NormalizeMeanVariance([.. options.Columns], fixZero: false).Fit(twoRows);
        if (options.MissingValues != MissingValues.ImputeMean) return new TransformerChain<ITransformer>(affine);

        // The mean of a standardised column is 0, which is also the replacer's default value; it needs no pass to know that.
        var impute = context.Transforms
            .ReplaceMissingValues([.. options.Columns.Select(c => new InputOutputColumnPair(c.OutputColumnName))], MissingValueReplacingEstimator.ReplacementMode.DefaultValue)
            .Fit(affine.Transform(input));
        return new TransformerChain<ITransformer>(affine, impute);
    }
}
