using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public sealed class TextLoaderTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-text").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text, string name = "data.txt")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class Person
    {
        [LoadColumn(0)] public string Name { get; set; } = "";
        [LoadColumn(1)] public float Age { get; set; }
        [LoadColumn(2)] public bool Member { get; set; }
        [LoadColumn(3, 4), ColumnName("Place")] public float[] At { get; set; } = [];
    }

    [Fact]
    public void A_class_says_where_its_columns_are()
    {
        var path = Write("name,age,member,x,y\nAnn,31,1,0.5,-2\nBob,,false,1e3,?\n");
        var view = _ml.Data.LoadFromTextFile<Person>(path, separatorChar: ',', hasHeader: true);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), view.Schema["Place"].Type);
        Assert.Null(view.GetRowCount());
        Assert.False(view.CanShuffle);
        var people = _ml.Data.CreateEnumerable<Person>(view, reuseRowObject: false).ToList();
        Assert.Equal(["Ann", "Bob"], people.Select(person => person.Name));
        Assert.Equal([31f, 0f], people.Select(person => person.Age));
        Assert.Equal([true, false], people.Select(person => person.Member));
        Assert.Equal(new[] { 0.5f, -2f }, people[0].At);
        Assert.Equal(new[] { 1000f, float.NaN }, people[1].At);
    }

    [Fact]
    public void Quotes_hold_separators_and_quotes()
    {
        var path = Write("\"a, b\",1\n\"say \"\"hi\"\"\",2\n  plain  ,3\n\"\",4\n");
        TextLoader.Column[] columns = [new("Text", DataKind.String, 0), new("Number", DataKind.Int32, 1)];
        var quoted = _ml.Data.LoadFromTextFile(path, columns, separatorChar: ',', allowQuoting: true);
        Assert.Equal(["a, b", "say \"hi\"", "plain  ", ""], quoted.GetColumn<string>("Text"));
        Assert.Equal([1, 2, 3, 4], quoted.GetColumn<int>("Number"));
        var plain = _ml.Data.LoadFromTextFile(path, [columns[0]], separatorChar: ',');
        Assert.Equal("\"a", plain.GetColumn<string>("Text").First());
    }

    [Fact]
    public void A_quoted_field_may_span_lines()
    {
        var path = Write("\"two\nlines\",1\nnext,2\n");
        var view = _ml.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            Separators = [','], AllowQuoting = true, ReadMultilines = true,
            Columns = [new("Text", DataKind.String, 0), new("Number", DataKind.Single, 1)],
        });
        Assert.Equal(["two\nlines", "next"], view.GetColumn<string>("Text"));
        Assert.Equal([1f, 2f], view.GetColumn<float>("Number"));
    }

    [Fact]
    public void A_header_names_the_slots()
    {
        var path = Write("label\ta\tb\tc\n1\t2\t3\t4\n5\t6\t7\t8\n");
        var view = _ml.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            HasHeader = true,
            Columns = [new("Label", DataKind.Single, 0), new("Features", DataKind.Single, [new TextLoader.Range(1, null)])],
        });
        Assert.Equal(3, ((VectorDataViewType)view.Schema["Features"].Type).Size);
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Features"].GetSlotNames(ref names);
        Assert.Equal(["a", "b", "c"], names.DenseValues().Select(name => name.ToString()));
        Assert.Equal(new[] { 6f, 7f, 8f }, view.GetColumn<float[]>("Features").Last());
    }

    [Fact]
    public void Ranges_choose_fields()
    {
        var path = Write("0 1 2 3 4 5\n");
        var view = _ml.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            Separators = [' '],
            Columns =
            [
                new("Pieces", DataKind.Single, [new TextLoader.Range(1), new TextLoader.Range(4, 5)]),
                new("One", DataKind.Single, [new TextLoader.Range(2) { ForceVector = true }]),
                new("Others", DataKind.Single, [new TextLoader.Range { Min = 0, Max = 5, AllOther = true, ForceVector = true }]),
                new("Varying", DataKind.Single, [new TextLoader.Range { Min = 3, VariableEnd = true, ForceVector = true }]),
            ],
        });
        Assert.Equal(new[] { 1f, 4f, 5f }, view.GetColumn<float[]>("Pieces").Single());
        Assert.Equal(new[] { 2f }, view.GetColumn<float[]>("One").Single());
        Assert.Equal(new[] { 3f, 4f, 5f }, view.GetColumn<float[]>("Varying").Single());
        Assert.False(((VectorDataViewType)view.Schema["Varying"].Type).IsKnownSize);
        Assert.Equal(new[] { 0f }, view.GetColumn<float[]>("Others").Single());
    }

    [Fact]
    public void Sparse_lines_name_their_fields()
    {
        var path = Write("1\t5\t1:2\t4:3\n0\t5\t0:7\n");
        TextLoader.Column[] columns = [new("Label", DataKind.Single, 0), new("Features", DataKind.Single, 1, 5)];
        var view = _ml.Data.LoadFromTextFile(path, columns, allowSparse: true);
        Assert.Equal([1f, 0f], view.GetColumn<float>("Label"));
        var features = view.GetColumn<float[]>("Features").ToArray();
        Assert.Equal(new[] { 0f, 2f, 0f, 0f, 3f }, features[0]);
        Assert.Equal(new[] { 7f, 0f, 0f, 0f, 0f }, features[1]);
    }

    [Fact]
    public void A_line_of_mostly_empty_fields_is_a_sparse_vector()
    {
        var view = _ml.Data.LoadFromTextFile(Write("1,,,4,,\n1,2,3,,5,\n,,,,,\n"), [new TextLoader.Column("A", DataKind.Single, 0, 5)], separatorChar: ',');
        var rows = view.GetColumn<VBuffer<float>>("A").ToArray();
        Assert.Equal([false, true, false], rows.Select(row => row.IsDense));
        Assert.Equal([1f, 0f, 0f, 4f, 0f, 0f], rows[0].DenseValues());
        Assert.Equal([1f, 2f, 3f, 0f, 5f, 0f], rows[1].DenseValues());
        Assert.Equal(6, rows[2].Length);
    }

    [Fact]
    public void Missing_reals_are_zero_or_not_a_number()
    {
        var path = Write("1,,x\n2\n");
        float[] Read(bool asNaN) => _ml.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            Separators = [','], MissingRealsAsNaNs = asNaN, Columns = [new("A", DataKind.Single, 1)],
        }).GetColumn<float>("A").ToArray();
        Assert.Equal(new[] { 0f, 0f }, Read(false));
        Assert.Equal(new[] { float.NaN, float.NaN }, Read(true));
        // What is no number at all is missing in either case.
        var text = _ml.Data.LoadFromTextFile(path, [new("A", DataKind.Single, 2)], separatorChar: ',');
        Assert.Equal(new[] { float.NaN, 0f }, text.GetColumn<float>("A"));
    }

    [Fact]
    public void Every_kind_is_read()
    {
        var path = Write("7|-8|9.5|yes|2|2020-03-04|01:02:03|words\n");
        TextLoader.Column[] columns =
        [
            new("Byte", DataKind.Byte, 0), new("Int", DataKind.Int32, 1), new("Double", DataKind.Double, 2), new("Bool", DataKind.Boolean, 3),
            new("Key", DataKind.UInt32, [new TextLoader.Range(4)], new KeyCount(5)), new("Date", DataKind.DateTime, 5), new("Span", DataKind.TimeSpan, 6),
            new("Text", DataKind.String, 7),
        ];
        var view = _ml.Data.LoadFromTextFile(path, columns, separatorChar: '|');
        Assert.Equal([(byte)7], view.GetColumn<byte>("Byte"));
        Assert.Equal([-8], view.GetColumn<int>("Int"));
        Assert.Equal([9.5], view.GetColumn<double>("Double"));
        Assert.Equal([true], view.GetColumn<bool>("Bool"));
        Assert.Equal(new KeyDataViewType(typeof(uint), 5), view.Schema["Key"].Type);
        // Keys are written from 0 and held from 1.
        Assert.Equal([3u], view.GetColumn<uint>("Key"));
        Assert.Equal([new DateTime(2020, 3, 4)], view.GetColumn<DateTime>("Date"));
        Assert.Equal([new TimeSpan(1, 2, 3)], view.GetColumn<TimeSpan>("Span"));
        Assert.Equal(["words"], view.GetColumn<string>("Text"));
    }

    [Fact]
    public void A_text_that_is_no_integer_is_an_error()
    {
        var view = _ml.Data.LoadFromTextFile(Write("12\nabc\n"), [new TextLoader.Column("A", DataKind.Int32, 0)]);
        Assert.ThrowsAny<Exception>(() => view.GetColumn<int>("A").ToList());
    }

    [Fact]
    public void Several_files_are_read_in_a_row()
    {
        var first = Write("h\n1\n2\n", "a.txt");
        var second = Write("h\n\n// a comment\n3\n", "b.txt");
        var loader = _ml.Data.CreateTextLoader([new TextLoader.Column("A", DataKind.Single, 0)], hasHeader: true);
        Assert.Equal([1f, 2f, 3f], loader.Load(first, second).GetColumn<float>("A"));
        Assert.Equal([1f, 2f, 3f], loader.Load(new MultiFileSource(Path.Combine(_folder, "*.txt"))).GetColumn<float>("A"));
        Assert.Equal("A", Assert.Single(loader.GetOutputSchema()).Name);
    }

    [Fact]
    public void A_decimal_comma_and_a_row_limit_are_obeyed()
    {
        var view = _ml.Data.LoadFromTextFile(Write("1,5;2\n-2,25;3\n4;4\n"), new TextLoader.Options
        {
            Separators = [';'], DecimalMarker = ',', MaxRows = 2, Columns = [new("A", DataKind.Double, 0)],
        });
        Assert.Equal([1.5, -2.25], view.GetColumn<double>("A"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_at_once()
        => Assert.ThrowsAny<ArgumentException>(() => _ml.Data.LoadFromTextFile<Person>(Path.Combine(_folder, "none.csv")));

    private sealed class Unmarked
    {
        public float A { get; set; }
    }

    [Fact]
    public void A_member_without_a_field_is_an_error()
        => Assert.Throws<InvalidOperationException>(() => _ml.Data.LoadFromTextFile<Unmarked>(Write("1\n")));

    [Fact]
    public void Cursors_of_one_set_part_the_rows()
    {
        var path = Write(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i}\n")));
        var view = _ml.Data.LoadFromTextFile(path, [new TextLoader.Column("A", DataKind.Single, 0)]);
        var cursors = view.GetRowCursorSet([view.Schema["A"]], 4);
        var seen = new System.Collections.Concurrent.ConcurrentBag<float>();
        Parallel.ForEach(cursors, cursor =>
        {
            using (cursor)
            {
                var getter = cursor.GetGetter<float>(view.Schema["A"]);
                var value = 0f;
                while (cursor.MoveNext())
                {
                    getter(ref value);
                    seen.Add(value);
                }
            }
        });
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (float)i), seen.Order());
    }

    private sealed class Sample
    {
        public float Number { get; set; }
        public string Text { get; set; } = "";
        [VectorType(8)] public float[] Vector { get; set; } = [];
        public bool Flag { get; set; }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Saved_text_is_read_back(bool forceDense)
    {
        Sample[] samples =
        [
            new() { Number = 1.5f, Text = "a\tb \"c\"", Vector = [1, 2, 3, 4, 5, 6, 7, 8], Flag = true },
            new() { Number = float.NaN, Text = "", Vector = [0, 0, 0, 0, 0, 0, 0, 9] },
        ];
        var path = Path.Combine(_folder, "saved.txt");
        using (var stream = File.Create(path))
            _ml.Data.SaveAsText(_ml.Data.LoadFromEnumerable(samples), stream, forceDense: forceDense);
        TextLoader.Column[] columns =
            [new("Number", DataKind.Single, 0), new("Text", DataKind.String, 1), new("Vector", DataKind.Single, 2, 9), new("Flag", DataKind.Boolean, 10)];
        var view = _ml.Data.LoadFromTextFile(path, columns, hasHeader: true, allowQuoting: true, allowSparse: true);
        Assert.Equal(new[] { 1.5f, float.NaN }, view.GetColumn<float>("Number"));
        Assert.Equal(["a\tb \"c\"", ""], view.GetColumn<string>("Text"));
        Assert.Equal(samples.Select(sample => sample.Vector), view.GetColumn<float[]>("Vector"));
        Assert.Equal([true, false], view.GetColumn<bool>("Flag"));
    }

    [Fact]
    public void Saved_text_carries_its_schema()
    {
        var path = Path.Combine(_folder, "saved.txt");
        using (var stream = File.Create(path))
            _ml.Data.SaveAsText(_ml.Data.LoadFromEnumerable([new Sample { Number = 2, Text = "word", Vector = [1, 2, 3, 4, 5, 6, 7, 8] }]), stream);
        var view = _ml.Data.LoadFromTextFile(path);
        Assert.Equal(["Number", "Text", "Vector", "Flag"], view.Schema.Select(column => column.Name));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 8), view.Schema["Vector"].Type);
        Assert.Equal(["word"], view.GetColumn<string>("Text"));
        Assert.Equal([2f], view.GetColumn<float>("Number"));
    }

    [Fact]
    public void Saved_binary_is_read_back()
    {
        var samples = Enumerable.Range(0, 1500).Select(i => new Sample { Number = i, Text = $"é{i}", Vector = Enumerable.Repeat((float)i, 8).ToArray(), Flag = i % 3 == 0 });
        var path = Path.Combine(_folder, "saved.bin");
        using (var stream = File.Create(path))
            _ml.Data.SaveAsBinary(_ml.Data.LoadFromEnumerable(samples), stream);
        var view = _ml.Data.LoadFromBinary(path);
        Assert.Equal(1500L, view.GetRowCount());
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 8), view.Schema["Vector"].Type);
        Assert.Equal(samples.Select(sample => sample.Text), view.GetColumn<string>("Text"));
        Assert.Equal(1499f, view.GetColumn<float[]>("Vector").Last()[7]);
        Assert.Equal(samples.Select(sample => sample.Flag), view.GetColumn<bool>("Flag"));
    }

    private sealed class Adult
    {
        [LoadColumn(0)] public float Age { get; set; }
        [LoadColumn(1)] public string Work { get; set; } = "";
        [LoadColumn(14)] public string Income { get; set; } = "";
    }

    [SkippableFact]
    public void A_real_file_loads_quickly()
    {
        var path = Testing.TestData.RequireUnpacked("tabular", "adult", "adult-train.csv.gz");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var view = _ml.Data.LoadFromTextFile<Adult>(path, separatorChar: ',', hasHeader: true);
        var rows = _ml.Data.CreateEnumerable<Adult>(view, reuseRowObject: true).Count();
        Assert.InRange(rows, 10_000, 60_000);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }
}
