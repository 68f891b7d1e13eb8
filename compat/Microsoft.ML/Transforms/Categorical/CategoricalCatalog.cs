namespace Microsoft.ML;

using Microsoft.ML.Transforms;

/// <summary>Stages that turn categories into numbers.</summary>
public static partial class CategoricalCatalog
{
    /// <summary>Turns the values of a column into indicator vectors, bags, keys or bits.</summary>
    public static OneHotEncodingEstimator OneHotEncoding(this TransformsCatalog.CategoricalTransforms catalog, string outputColumnName,
        string inputColumnName = null, OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int maximumNumberOfKeys = ValueToKeyMappingEstimator.DefaultMaximum,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, IDataView keyData = null) =>
        catalog.OneHotEncoding([new InputOutputColumnPair(outputColumnName, inputColumnName)], outputKind, maximumNumberOfKeys, keyOrdinality, keyData);

    /// <summary>Turns the values of several columns into indicator vectors, bags, keys or bits.</summary>
    public static OneHotEncodingEstimator OneHotEncoding(this TransformsCatalog.CategoricalTransforms catalog, InputOutputColumnPair[] columns,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int maximumNumberOfKeys = ValueToKeyMappingEstimator.DefaultMaximum,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, IDataView keyData = null) =>
        new(catalog.GetEnvironment(), columns, outputKind, maximumNumberOfKeys, keyOrdinality, keyData);

    /// <summary>Turns the values of a column into indicator vectors, bags, keys or bits by their hashes.</summary>
    public static OneHotHashEncodingEstimator OneHotHashEncoding(this TransformsCatalog.CategoricalTransforms catalog, string outputColumnName,
        string inputColumnName = null, OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator, int numberOfBits = 16,
        uint seed = HashingEstimator.DefaultSeed, bool useOrderedHashing = true, int maximumNumberOfInverts = 0) =>
        catalog.OneHotHashEncoding([new InputOutputColumnPair(outputColumnName, inputColumnName)], outputKind, numberOfBits, seed, useOrderedHashing, maximumNumberOfInverts);

    /// <summary>Turns the values of several columns into indicator vectors, bags, keys or bits by their hashes.</summary>
    public static OneHotHashEncodingEstimator OneHotHashEncoding(this TransformsCatalog.CategoricalTransforms catalog, InputOutputColumnPair[] columns,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator, int numberOfBits = 16,
        uint seed = HashingEstimator.DefaultSeed, bool useOrderedHashing = true, int maximumNumberOfInverts = 0) =>
        new(catalog.GetEnvironment(), columns, outputKind, numberOfBits, seed, useOrderedHashing);
}
