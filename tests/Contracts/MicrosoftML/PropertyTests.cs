using FsCheck;
using FsCheck.Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

/// <summary>What holds for any data.</summary>
public sealed class PropertyTests
{
    private static readonly Config _quick = Config.QuickThrowOnFailure.WithMaxTest(40);

    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public int Number { get; set; }
        public string Text { get; set; } = "";
        [VectorType(3)] public int[] Vector { get; set; } = [];
    }

    private static Row[] Rows((int, string?)[] values) => values.Select(value => new Row
    {
        Number = value.Item1,
        // Lines end at line breaks, and texts are written without control characters in mind.
        Text = new string((value.Item2 ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).ToArray()),
        Vector = [value.Item1, 0, -value.Item1 / 2],
    }).ToArray();

    [Fact]
    public void Any_rows_survive_a_text_file() => Prop.ForAll<(int, string?)[]>(values =>
    {
        var rows = Rows(values);
        var path = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(path))
                _ml.Data.SaveAsText(_ml.Data.LoadFromEnumerable(rows), stream, separatorChar: ',', schema: false, forceDense: true);
            TextLoader.Column[] columns = [new("Number", DataKind.Int32, 0), new("Text", DataKind.String, 1), new("Vector", DataKind.Int32, 2, 4)];
            AssertSame(rows, _ml.Data.LoadFromTextFile(path, columns, separatorChar: ',', hasHeader: true, allowQuoting: true));
        }
        finally
        {
            File.Delete(path);
        }
    }).Check(_quick);

    [Fact]
    public void Any_rows_survive_a_binary_file() => Prop.ForAll<(int, string?)[]>(values =>
    {
        var rows = Rows(values);
        var path = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(path))
                _ml.Data.SaveAsBinary(_ml.Data.LoadFromEnumerable(rows), stream);
            AssertSame(rows, _ml.Data.LoadFromBinary(path));
        }
        finally
        {
            File.Delete(path);
        }
    }).Check(_quick);

    private void AssertSame(Row[] rows, IDataView view)
    {
        var read = _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false).ToArray();
        Assert.Equal(rows.Select(row => (row.Number, row.Text)), read.Select(row => (row.Number, row.Text)));
        Assert.Equal(rows.Select(row => row.Vector), read.Select(row => row.Vector));
    }

    [Fact]
    public void Sparse_and_dense_vectors_copy_alike() => Prop.ForAll<int[], PositiveInt, PositiveInt>((values, first, second) =>
    {
        var dense = new VBuffer<int>(values.Length, values);
        var indices = Enumerable.Range(0, values.Length).Where(i => values[i] % 3 == 0 && values[i] != 0).ToArray();
        var sparse = new VBuffer<int>(values.Length, indices.Length, [.. indices.Select(i => values[i])], indices);
        var expected = values.Select(value => value % 3 == 0 ? value : 0).ToArray();
        var start = first.Get % (values.Length + 1);
        var length = second.Get % (values.Length - start + 1);
        VBuffer<int> part = default, whole = default;
        sparse.CopyTo(ref part, start, length);
        sparse.CopyToDense(ref whole);
        Assert.Equal(expected.Skip(start).Take(length), part.DenseValues());
        Assert.Equal(expected, whole.DenseValues());
        dense.CopyTo(ref part, start, length);
        Assert.Equal(values.Skip(start).Take(length), part.DenseValues());
    }).Check(_quick);

    [Fact]
    public void Any_split_parts_the_rows() => Prop.ForAll<byte, byte, int>((count, percent, seed) =>
    {
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row { Number = i, Vector = [0, 0, 0] }));
        var split = _ml.Data.TrainTestSplit(data, 0.01 + percent % 99 / 100.0, seed: seed & int.MaxValue);
        var (train, test) = (split.TrainSet.GetColumn<int>("Number").ToArray(), split.TestSet.GetColumn<int>("Number").ToArray());
        Assert.Equal(Enumerable.Range(0, count), train.Concat(test).Order());
    }).Check(_quick);
}
