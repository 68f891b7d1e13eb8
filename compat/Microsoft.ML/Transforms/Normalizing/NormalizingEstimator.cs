using System.Numerics;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Learns how to normalise Single or Double columns, scalars or vectors of known size.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    internal const long DefaultMaximumExamples = 1_000_000_000;
    internal const int DefaultBins = 1024;
    private readonly IHost _host;
    private readonly InputOutputColumnPair[] _columns;
    private readonly long _maximumExamples;
    private readonly Recipe _recipe;

    internal NormalizingEstimator(IHostEnvironment env, InputOutputColumnPair[] columns, long maximumExampleCount, Recipe recipe)
    {
        _host = env.Register(nameof(NormalizingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        _host.CheckParam(maximumExampleCount > 1, nameof(maximumExampleCount), "Must be greater than 1");
        _columns = columns;
        _maximumExamples = maximumExampleCount;
        _recipe = recipe;
    }

    /// <summary>Reads each column once.</summary>
    public NormalizingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new NormalizingTransformer(_host, _columns.Select(pair =>
        {
            var source = input.Schema.GetColumnOrNull(pair.InputColumnName)
                ?? throw _host.ExceptSchemaMismatch("data", "input", pair.InputColumnName);
            if (source.Type is VectorDataViewType { IsKnownSize: false })
                throw _host.ExceptSchemaMismatch("inputSchema", "input", source.Name, "known-size vector or scalar", source.Type.ToString());
            if (source.Type.GetItemType() != NumberDataViewType.Single && source.Type.GetItemType() != NumberDataViewType.Double)
                throw _host.ExceptSchemaMismatch("inputSchema", "input", source.Name, "vector or scalar of Single or Double", source.Type.ToString());
            var normalization = source.Type.GetItemType() == NumberDataViewType.Single ? Learn<float>(input, source) : Learn<double>(input, source);
            return new NormalizeMap(pair.OutputColumnName, pair.InputColumnName, source.Type, normalization);
        }).ToArray());
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            var source = inputSchema.Find(pair.InputColumnName);
            if (source.Kind == SchemaShape.Column.VectorKind.VariableVector)
                throw source.Mismatch("known-size vector or scalar");
            if (source.IsKey || (!source.ItemType.Equals(NumberDataViewType.Single) && !source.ItemType.Equals(NumberDataViewType.Double)))
                throw source.Mismatch("vector or scalar of Single or Double");
            return new SchemaShape.Column(pair.OutputColumnName, source.Kind, source.ItemType, false,
                new SchemaShape(source.SlotNames().Append(AnnotationUtils.IsNormalizedShape)));
        }));
    }

    private Normalization Learn<T>(IDataView data, DataViewSchema.Column source) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var slots = Math.Max(1, source.Type.GetValueCount());
        if (_recipe is Recipe.Binning or Recipe.Robust)
        {
            var values = Enumerable.Range(0, slots).Select(_ => new List<double>()).ToArray();
            SlotReader.ForEach(data, source, _maximumExamples, (slot, value) =>
            {
                if (!double.IsNaN(value))
                    values[slot].Add(value);
            });
            return _recipe switch
            {
                Recipe.Binning binning => BinNormalization<T>.Fit(values, binning.MaximumBinCount, binning.FixZero),
                Recipe.Robust robust => AffineNormalization<T>.Robust(values, robust.Center, robust.Lower / 100.0, robust.Upper / 100.0),
                _ => throw new InvalidOperationException(),
            };
        }

        var statistics = Enumerable.Range(0, slots).Select(_ => new SlotStatistics()).ToArray();
        var log = _recipe is Recipe.MeanVariance { Log: true };
        SlotReader.ForEach(data, source, _maximumExamples, (slot, value) => statistics[slot].Add(log ? Math.Log(value) : value));
        return _recipe switch
        {
            Recipe.MinMax minMax => AffineNormalization<T>.MinMax(statistics, minMax.FixZero),
            Recipe.MeanVariance { Cdf: true } => CdfNormalization<T>.Fit(statistics, log),
            Recipe.MeanVariance meanVariance => AffineNormalization<T>.MeanVariance(statistics, meanVariance.FixZero),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>Which normalisation to learn.</summary>
    internal abstract record Recipe
    {
        public sealed record MinMax(bool FixZero) : Recipe;

        public sealed record MeanVariance(bool FixZero, bool Cdf, bool Log) : Recipe;

        public sealed record Binning(bool FixZero, int MaximumBinCount) : Recipe;

        public sealed record Robust(bool Center, uint Lower, uint Upper) : Recipe;
    }
}
