namespace Microsoft.ML;

using Microsoft.ML.Transforms;

/// <summary>Keys as bits.</summary>
public static class ConversionsCatalog
{
    /// <summary>Maps keys to vectors of their bits.</summary>
    public static KeyToBinaryVectorMappingEstimator MapKeyToBinaryVector(this TransformsCatalog.ConversionTransforms catalog, string outputColumnName,
        string inputColumnName = null) => new(catalog.GetEnvironment(), (outputColumnName, inputColumnName ?? outputColumnName));
}
