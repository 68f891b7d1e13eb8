namespace Microsoft.ML;

using Microsoft.ML.Transforms.Text;

/// <summary>Stages for text.</summary>
public static class TextCatalog
{
    /// <summary>Cuts texts into words, at spaces unless separators are given.</summary>
    public static WordTokenizingEstimator TokenizeIntoWords(this TransformsCatalog.TextTransforms catalog, string outputColumnName,
        string inputColumnName = null, char[] separators = null) =>
        new(catalog.GetEnvironment(), outputColumnName, inputColumnName ?? outputColumnName, separators ?? [' ']);

    /// <summary>Turns texts into counts of their words and character triples, scaled to unit length.</summary>
    public static TextFeaturizingEstimator FeaturizeText(this TransformsCatalog.TextTransforms catalog, string outputColumnName, string inputColumnName = null) =>
        new(catalog.GetEnvironment(), outputColumnName, [inputColumnName ?? outputColumnName]);
}
