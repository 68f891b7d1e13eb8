using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Two parts of a data set.</summary>
    public struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }

    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        _env.CheckValue(data, nameof(data));
        _env.CheckParam(0 < testFraction && testFraction < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        var split = new RowSplit(data, samplingKeyColumnName, seed ?? _env.Seed);
        var test = RowTests.Range(0, testFraction, includeMin: true, includeMax: false);
        return new TrainTestData(split.Where(number => !test(number)), split.Where(test));
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        _env.CheckValue(data, nameof(data));
        _env.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        return Folds(data, numberOfFolds, samplingKeyColumnName, seed ?? _env.Seed);
    }

    /// <summary>The folds of a cross-validation; without a seed always the same.</summary>
    internal static List<TrainTestData> Folds(IDataView data, int numberOfFolds, string samplingKeyColumnName, int? seed)
    {
        var split = new RowSplit(data, samplingKeyColumnName, seed);
        var folds = new List<TrainTestData>();
        for (var fold = 0; fold < numberOfFolds; fold++)
        {
            var test = RowTests.Range((double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds, includeMin: true, includeMax: true);
            folds.Add(new TrainTestData(split.Where(number => !test(number)), split.Where(test)));
        }
        return folds;
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        _env.CheckValue(input, nameof(input));
        var prefetch = (columnsToPrefetch ?? []).Select(name => input.Schema.GetColumnOrNull(name)?.Index
            ?? throw _env.ExceptSchemaMismatch(nameof(columnsToPrefetch), "prefetch", name)).ToArray();
        return new CacheDataView(input, prefetch);
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        _env.CheckValue(input, nameof(input));
        _env.CheckUserArg(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        return new ShuffleView(input, shufflePoolSize, shuffleSource, seed ?? _env.Register("Shuffle").Rand.Next());
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        _env.CheckValue(input, nameof(input));
        _env.CheckUserArg(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeView(input, 0, count);
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        _env.CheckValue(input, nameof(input));
        _env.CheckUserArg(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeView(input, count, long.MaxValue);
    }

    public IDataView FilterRowsByColumn(IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        _env.CheckValue(input, nameof(input));
        _env.CheckNonEmpty(columnName, nameof(columnName));
        _env.CheckParam(lowerBound < upperBound, nameof(upperBound), "Must be more than lowerBound");
        var column = input.Schema[columnName];
        if (column.Type is not NumberDataViewType)
            throw _env.ExceptSchemaMismatch(nameof(columnName), "filter", columnName, "number", column.Type.ToString());
        return InRange(input, column, lowerBound, upperBound);
    }

    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        _env.CheckValue(input, nameof(input));
        _env.CheckNonEmpty(columnName, nameof(columnName));
        _env.CheckParam(0 <= lowerBound && lowerBound <= 1, nameof(lowerBound), "Must be in [0, 1]");
        _env.CheckParam(0 <= upperBound && upperBound <= 1, nameof(upperBound), "Must be in [0, 1]");
        _env.CheckParam(lowerBound <= upperBound, nameof(upperBound), "Must be no less than lowerBound");
        var column = input.Schema[columnName];
        if (column.Type is not KeyDataViewType)
            throw _env.ExceptSchemaMismatch(nameof(columnName), "filter", columnName, "KeyType", column.Type.ToString());
        return InRange(input, column, lowerBound, upperBound);
    }

    private IDataView InRange(IDataView input, DataViewSchema.Column column, double min, double max)
    {
        if (column.Type is not KeyDataViewType && column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
            throw _env.ExceptUserArg("columnName", $"Column '{column.Name}' must have type Single, Double or Key, not {column.Type}");
        var test = RowTests.Range(min, max, includeMin: true, includeMax: double.IsPositiveInfinity(max));
        return new FilterView(input, [column], row =>
        {
            var number = RowTests.Number(row, column);
            return () => test(number());
        });
    }

    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        _env.CheckValue(input, nameof(input));
        _env.CheckUserArg(columns is { Length: > 0 }, nameof(columns), "No columns were given");
        var tested = columns.Select(name => input.Schema.GetColumnOrNull(name) ?? throw _env.ExceptSchemaMismatch(nameof(columns), "input", name)).ToArray();
        using (var empty = new EmptyDataView(input.Schema).GetRowCursor(tested))
            foreach (var column in tested)
                RowTests.Missing(empty, column);
        return new FilterView(input, tested, row =>
        {
            var missing = tested.Select(column => RowTests.Missing(row, column)).ToArray();
            return () => !Array.Exists(missing, test => test());
        });
    }

    public IDataView BootstrapSample(IDataView input, int? seed = null, bool complement = false)
    {
        _env.CheckValue(input, nameof(input));
        return new BootstrapView(input, seed ?? _env.Register("BootstrapSample").Rand.Next(), complement);
    }
}
