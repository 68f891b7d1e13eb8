namespace Microsoft.ML;

using Microsoft.ML.Transforms;

/// <summary>Stages that rearrange columns.</summary>
public static class TransformExtensionsCatalog
{
    /// <summary>Joins columns to one vector.</summary>
    public static ColumnConcatenatingEstimator Concatenate(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames) =>
        new(catalog.GetEnvironment(), outputColumnName, inputColumnNames);

    /// <summary>Copies a column.</summary>
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName) =>
        new(catalog.GetEnvironment(), (outputColumnName, inputColumnName));

    /// <summary>Drops columns.</summary>
    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames) =>
        new(catalog.GetEnvironment(), columnNames, keeps: false, keepHidden: false);

    /// <summary>Keeps the named columns only, in the given order.</summary>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden) =>
        new(catalog.GetEnvironment(), columnNames, keeps: true, keepHidden);

    /// <summary>Keeps the named columns only, in the given order.</summary>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames) =>
        catalog.SelectColumns(columnNames, false);
}
