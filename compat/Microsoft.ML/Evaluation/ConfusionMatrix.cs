using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Rows counted by true class (outer list) and predicted class (inner list).</summary>
public sealed class ConfusionMatrix
{
    private string _text;

    internal ConfusionMatrix(double[][] counts, ReadOnlyMemory<char>[] classNames, bool isBinary)
    {
        IsBinary = isBinary;
        ClassNames = classNames.Select(name => name.ToString()).ToArray();
        NumberOfClasses = counts.Length;
        Counts = counts.Select(row => (IReadOnlyList<double>)row.ToImmutableArray()).ToImmutableArray();
        PerClassRecall = Enumerable.Range(0, counts.Length).Select(c => Share(counts[c][c], counts[c].Sum())).ToImmutableArray();
        PerClassPrecision = Enumerable.Range(0, counts.Length).Select(c => Share(counts[c][c], counts.Sum(row => row[c]))).ToImmutableArray();
    }

    /// <summary>Share of the rows predicted as a class that belong to it; 0 where none were.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>Share of the rows of a class that are predicted as it; 0 where the class does not occur.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>The counts: <c>Counts[truth][prediction]</c>.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    /// <summary>The number of classes.</summary>
    public int NumberOfClasses { get; }

    internal bool IsBinary { get; }

    internal IReadOnlyList<string> ClassNames { get; }

    /// <summary>The matrix as a table for people, with recall at the right and precision below.</summary>
    public string GetFormattedConfusionTable() => _text ??= Evaluation.ConfusionTable.Format(this);

    /// <summary>The number of rows of one class that were predicted as another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not that of a class.</exception>
    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        Check(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        Check(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private void Check(int index, string name)
    {
        if (index < 0 || index >= NumberOfClasses)
            throw new ArgumentOutOfRangeException(name, "Invalid index. Should be non-negative, less than the number of classes.");
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
