using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Data;

public class TensorDatasetTests
{
    [Theory]
    [InlineData(100, 32, false, 4)]
    [InlineData(97, 32, false, 3)] // the single row left over joins
    [InlineData(96, 32, false, 3)]
    [InlineData(100, 32, true, 3)]
    [InlineData(10, 32, false, 1)]
    [InlineData(5, 1, false, 5)]
    [InlineData(1, 32, false, 1)]
    public void Every_epoch_visits_every_row_once(int rows, int batchSize, bool dropLast, int batches)
    {
        using var data = Numbered(rows);
        foreach (var order in new[] { BatchOrder.Sequential, BatchOrder.Shuffled(3, 0) })
        {
            var seen = Visit(data, batchSize, order with { DropLast = dropLast }, out var count);
            Assert.Equal(batches, count);
            Assert.Equal(BatchPlan.Count(rows, batchSize, dropLast), count);
            if (!dropLast) Assert.Equal(Enumerable.Range(0, rows).Select(i => (float)i), seen.Order());
            else Assert.Equal(seen.Count, seen.Distinct().Count());
        }
    }

    [Fact]
    public void The_order_is_a_function_of_seed_and_epoch()
    {
        using var data = Numbered(50);
        var first = Visit(data, 8, BatchOrder.Shuffled(1, 0), out _);
        Assert.Equal(first, Visit(data, 8, BatchOrder.Shuffled(1, 0), out _));
        Assert.NotEqual(first, Visit(data, 8, BatchOrder.Shuffled(1, 1), out _));
        Assert.NotEqual(first, Visit(data, 8, BatchOrder.Shuffled(2, 0), out _));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)i), Visit(data, 8, BatchOrder.Sequential, out _));
    }

    [Fact]
    public void Chunks_of_wide_rows_keep_rows_and_labels_together()
    {
        using var scope = NewDisposeScope();
        var labels = arange(1000, ScalarType.Float32);
        using var data = new TensorDataset(labels.unsqueeze(1).expand(1000, 40_000).contiguous(), labels, labels.mul(2));
        using var batches = data.Batches(7, BatchOrder.Shuffled(1, 0), CPU).GetEnumerator();
        var rows = 0L;
        while (true)
        {
            using var step = NewDisposeScope();
            if (!batches.MoveNext()) break;
            var batch = batches.Current;
            rows += batch.Rows;
            Assert.True(batch.Features.select(1, 39_999).Same(batch.Labels));
            Assert.True(batch.Weights!.Same(batch.Labels.mul(2)));
        }
        Assert.Equal(1000, rows);
    }

    [Fact]
    public void A_split_divides_all_rows()
    {
        using var data = Numbered(101);
        var (train, validation) = data.Split(0.2, 5);
        using (train)
        using (validation)
        {
            Assert.Equal((81, 20), (train.Rows, validation.Rows));
            Assert.Equal(Enumerable.Range(0, 101).Select(i => (float)i), train.Labels.Values().Concat(validation.Labels.Values()).Order());
        }
    }

    [Fact]
    public void Misfits_are_errors()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => new TensorDataset(zeros(3), zeros(3)));
        Assert.Throws<ArgumentException>(() => new TensorDataset(zeros(3, 1), zeros(4)));
        Assert.Throws<ArgumentException>(() => new TensorDataset(zeros(3, 1), zeros(3, ScalarType.Int32)));
        Assert.Throws<ArgumentException>(() => new TensorDataset(zeros(3, 1), zeros(3), zeros(2)));
    }

    [Fact]
    public void Other_number_types_become_single_precision()
    {
        using var data = new TensorDataset(zeros(3, 2, ScalarType.Float64), zeros(3, ScalarType.Float64), ones(3, ScalarType.Float64));
        Assert.All([data.Features, data.Labels, data.Weights!], t => Assert.Equal(ScalarType.Float32, t.dtype));
    }

    private static TensorDataset Numbered(int rows)
    {
        using var scope = NewDisposeScope();
        var labels = arange(rows, ScalarType.Float32);
        return new TensorDataset(labels.unsqueeze(1).clone(), labels);
    }

    private static List<float> Visit(TensorDataset data, int batchSize, BatchOrder order, out int count)
    {
        var seen = new List<float>();
        count = 0;
        using var batches = data.Batches(batchSize, order, CPU).GetEnumerator();
        while (true)
        {
            using var scope = NewDisposeScope();
            if (!batches.MoveNext()) return seen;
            count++;
            Assert.Equal(batches.Current.Labels.Values(), batches.Current.Features.Values());
            seen.AddRange(batches.Current.Labels.Values());
        }
    }
}
