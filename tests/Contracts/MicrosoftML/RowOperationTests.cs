using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class RowOperationTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
        public string Group { get; set; } = "";
        [VectorType(2)] public float[] Pair { get; set; } = [];
    }

    private IDataView Numbers(int count)
        => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row { Number = i, Group = $"g{i % 7}", Pair = [i, i] }).ToArray());

    private static float[] Of(IDataView view) => view.GetColumn<float>("Number").ToArray();

    [Fact]
    public void A_split_parts_the_rows()
    {
        var split = _ml.Data.TrainTestSplit(Numbers(2000), testFraction: 0.2);
        var (train, test) = (Of(split.TrainSet), Of(split.TestSet));
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => (float)i), train.Concat(test).Order());
        Assert.InRange(test.Length, 320, 480);
        Assert.Equal(test.Order(), test);
        Assert.Equal(test, Of(split.TestSet));
        Assert.Equal(Numbers(1).Schema.Select(column => column.Name), split.TrainSet.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
    }

    [Fact]
    public void Seeds_drive_splits()
    {
        var data = Numbers(500);
        float[] Test(MLContext ml, int? seed) => Of(ml.Data.TrainTestSplit(data, 0.3, seed: seed).TestSet);
        Assert.Equal(Test(new MLContext(5), null), Test(new MLContext(5), null));
        Assert.Equal(Test(new MLContext(5), null), Test(new MLContext(), 5));
        Assert.NotEqual(Test(new MLContext(5), null), Test(new MLContext(6), null));
        Assert.Equal(Test(new MLContext(5), 7), Test(new MLContext(6), 7));
    }

    [Fact]
    public void Rows_with_one_key_stay_together()
    {
        var split = _ml.Data.TrainTestSplit(Numbers(700), testFraction: 0.3, samplingKeyColumnName: "Group");
        var train = split.TrainSet.GetColumn<string>("Group").Distinct().ToArray();
        var test = split.TestSet.GetColumn<string>("Group").Distinct().ToArray();
        Assert.Empty(train.Intersect(test));
        Assert.Equal(7, train.Length + test.Length);
    }

    [Fact]
    public void Folds_cover_every_row_once()
    {
        var folds = _ml.Data.CrossValidationSplit(Numbers(300), numberOfFolds: 4);
        Assert.Equal(4, folds.Count);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (float)i), folds.SelectMany(fold => Of(fold.TestSet)).Order());
        foreach (var fold in folds)
            Assert.Equal(300, Of(fold.TrainSet).Length + Of(fold.TestSet).Length);
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.CrossValidationSplit(Numbers(3), numberOfFolds: 1));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.TrainTestSplit(Numbers(3), testFraction: 1));
    }

    [Fact]
    public void A_shuffle_permutes_the_rows()
    {
        var shuffled = _ml.Data.ShuffleRows(Numbers(200), seed: 3);
        var order = Of(shuffled);
        Assert.NotEqual(order.Order(), order);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (float)i), order.Order());
        Assert.Equal(order, Of(_ml.Data.ShuffleRows(Numbers(200), seed: 3)));
        Assert.NotEqual(order, Of(_ml.Data.ShuffleRows(Numbers(200), seed: 4)));
        Assert.True(shuffled.CanShuffle);
        // Every pass over one view has the same order, with a seed or without.
        var unseeded = _ml.Data.ShuffleRows(Numbers(200));
        Assert.Equal(Of(unseeded), Of(unseeded));
        // All columns of a row move together.
        Assert.All(shuffled.Preview(200).RowView, row =>
            Assert.Equal(row.Values[0].Value, ((VBuffer<float>)row.Values.Single(pair => pair.Key == "Pair").Value).GetItemOrDefault(1)));
    }

    [Fact]
    public void A_small_pool_still_shows_every_row()
        => Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)i), Of(_ml.Data.ShuffleRows(Numbers(50), seed: 1, shufflePoolSize: 4)).Order());

    [Fact]
    public void Rows_are_taken_and_skipped()
    {
        Assert.Equal([0f, 1f, 2f], Of(_ml.Data.TakeRows(Numbers(10), 3)));
        Assert.Equal([8f, 9f], Of(_ml.Data.SkipRows(Numbers(10), 8)));
        Assert.Equal([2f, 3f], Of(_ml.Data.TakeRows(_ml.Data.SkipRows(Numbers(10), 2), 2)));
        Assert.Equal(2, Of(_ml.Data.TakeRows(Numbers(2), 9)).Length);
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.TakeRows(Numbers(2), 0));
    }

    [Fact]
    public void A_range_includes_its_lower_bound_only()
    {
        Assert.Equal([3f, 4f], Of(_ml.Data.FilterRowsByColumn(Numbers(10), "Number", 3, 5)));
        Assert.Equal([8f, 9f], Of(_ml.Data.FilterRowsByColumn(Numbers(10), "Number", lowerBound: 8)));
        var withMissing = _ml.Data.LoadFromEnumerable([new Row { Number = float.NaN }, new Row { Number = 1 }]);
        Assert.Equal([1f], Of(_ml.Data.FilterRowsByColumn(withMissing, "Number")));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByColumn(Numbers(3), "Group"));
    }

    [Fact]
    public void Rows_with_missing_values_are_dropped()
    {
        var view = _ml.Data.LoadFromEnumerable([
            new Row { Number = 1, Pair = [1, 2] }, new Row { Number = float.NaN, Pair = [1, 2] }, new Row { Number = 3, Pair = [1, float.NaN] }]);
        Assert.Equal([1f, 3f], Of(_ml.Data.FilterRowsByMissingValues(view, "Number")));
        Assert.Equal([1f], Of(_ml.Data.FilterRowsByMissingValues(view, "Number", "Pair")));
    }

    [Fact]
    public void A_predicate_drops_what_it_is_true_for()
        => Assert.Equal([0f, 1f], Of(_ml.Data.FilterByCustomPredicate(Numbers(5), (Row row) => row.Number > 1)));

    [Fact]
    public void A_cache_reads_its_source_once()
    {
        var reads = 0;
        IEnumerable<Row> Source()
        {
            for (var i = 0; i < 100; i++)
            {
                Interlocked.Increment(ref reads);
                yield return new Row { Number = i, Pair = [i, i + 1] };
            }
        }

        var cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Source()), "Number", "Pair");
        for (var pass = 0; pass < 3; pass++)
        {
            Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i), Of(cached));
            Assert.Equal(100f, cached.GetColumn<float[]>("Pair").Last()[1]);
        }
        Assert.Equal(100, reads);
        Assert.True(cached.CanShuffle);
        using var cursor = cached.GetRowCursor([cached.Schema["Number"]], new Random(2));
        var getter = cursor.GetGetter<float>(cached.Schema["Number"]);
        var order = new List<float>();
        var number = 0f;
        while (cursor.MoveNext())
        {
            getter(ref number);
            order.Add(number);
        }
        Assert.NotEqual(order.Order(), order);
        Assert.Equal(100, order.Distinct().Count());
    }

    [Fact]
    public void A_cursor_set_parts_the_rows_by_batch()
    {
        var cached = _ml.Data.Cache(Numbers(1000));
        var cursors = cached.GetRowCursorSet([cached.Schema["Number"]], 3);
        var seen = new List<float>();
        foreach (var cursor in cursors)
        {
            using (cursor)
            {
                var getter = cursor.GetGetter<float>(cached.Schema["Number"]);
                var number = 0f;
                while (cursor.MoveNext())
                {
                    getter(ref number);
                    seen.Add(number);
                }
            }
        }
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (float)i), seen.Order());
    }

    [Fact]
    public void A_bootstrap_sample_and_its_complement_have_no_row_in_common()
    {
        var data = Numbers(400);
        var sample = Of(_ml.Data.BootstrapSample(data, seed: 2));
        var rest = Of(_ml.Data.BootstrapSample(data, seed: 2, complement: true));
        Assert.Empty(sample.Intersect(rest));
        Assert.Equal(400, sample.Distinct().Count() + rest.Length);
        Assert.InRange(sample.Length, 300, 500);
    }
}
