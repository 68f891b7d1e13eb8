using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class EnumerableTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
        public string? Text { get; set; }
        [VectorType(2)] public float[]? Fixed { get; set; }
        public double[]? Varying { get; set; }
        [KeyType(3)] public uint Key { get; set; }
        [ColumnName("Renamed")] public bool Flag;
        [NoColumn] public object? Ignored { get; set; }
        public DateTime Moment { get; set; }
        public VBuffer<int> Sparse { get; set; }
    }

    private static Row Make(int i) => new()
    {
        Number = i, Text = $"row {i}", Fixed = [i, -i], Varying = new double[i], Key = (uint)i, Flag = i % 2 == 1, Moment = new DateTime(2020, 1, 1 + i),
        Sparse = new VBuffer<int>(4, 1, [i], [2]),
    };

    [Fact]
    public void Members_become_columns()
    {
        var schema = _ml.Data.LoadFromEnumerable<Row>([]).Schema;
        Assert.Equal(NumberDataViewType.Single, schema["Number"].Type);
        Assert.Equal(TextDataViewType.Instance, schema["Text"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), schema["Fixed"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Double), schema["Varying"].Type);
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), schema["Key"].Type);
        Assert.Equal(BooleanDataViewType.Instance, schema["Renamed"].Type);
        Assert.Equal(DateTimeDataViewType.Instance, schema["Moment"].Type);
        Assert.Null(schema.GetColumnOrNull("Ignored"));
        Assert.Null(schema.GetColumnOrNull("Flag"));
    }

    [Fact]
    public void Rows_come_back_as_they_went_in()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(Make));
        var rows = _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false).ToList();
        Assert.Equal([0f, 1f, 2f, 3f, 4f], rows.Select(row => row.Number));
        Assert.Equal("row 3", rows[3].Text);
        Assert.Equal([3f, -3f], rows[3].Fixed!);
        Assert.Equal(4, rows[4].Varying!.Length);
        Assert.True(rows[1].Flag);
        Assert.Equal(new DateTime(2020, 1, 3), rows[2].Moment);
        Assert.Equal([0, 0, 2, 0], rows[2].Sparse.DenseValues());
        // Keys go in counted from 0 and come back counted from 1; a key beyond its range is missing.
        Assert.Equal([1u, 2u, 3u, 0u, 0u], rows.Select(row => row.Key));
    }

    [Fact]
    public void A_reused_row_object_is_the_same_object()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(Make));
        Assert.Single(_ml.Data.CreateEnumerable<Row>(view, reuseRowObject: true).Distinct(ReferenceEqualityComparer.Instance));
        Assert.Equal(3, _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    private sealed class Wider
    {
        public float Number { get; set; }
        public float Other { get; set; } = 8;
    }

    private sealed class Wrong
    {
        public double Number { get; set; }
    }

    [Fact]
    public void Missing_columns_are_an_error_unless_ignored()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(Make));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.CreateEnumerable<Wider>(view, reuseRowObject: false).ToList());
        Assert.Equal(8f, _ml.Data.CreateEnumerable<Wider>(view, reuseRowObject: false, ignoreMissingColumns: true).First().Other);
        Assert.Throws<InvalidOperationException>(() => _ml.Data.CreateEnumerable<Wrong>(view, reuseRowObject: false).ToList());
    }

    [Fact]
    public void Each_cursor_enumerates_anew_and_only_when_asked()
    {
        var enumerations = 0;
        IEnumerable<Row> Source()
        {
            enumerations++;
            for (var i = 0; i < 3; i++)
                yield return Make(i);
        }

        var view = _ml.Data.LoadFromEnumerable(Source());
        Assert.Equal(0, enumerations);
        Assert.Null(view.GetRowCount());
        Assert.False(view.CanShuffle);
        Assert.Equal(3, view.GetColumn<float>("Number").Count());
        Assert.Equal(3, view.GetColumn<string>("Text").Count());
        Assert.Equal(2, enumerations);
        Assert.Equal(4L, _ml.Data.LoadFromEnumerable(new Row[4]).GetRowCount());
    }

    [Fact]
    public void A_cursor_reads_its_active_columns_only()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(Make));
        using var cursor = view.GetRowCursor([view.Schema["Number"]]);
        Assert.True(cursor.IsColumnActive(view.Schema["Number"]));
        Assert.False(cursor.IsColumnActive(view.Schema["Text"]));
        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Text"]));
        Assert.ThrowsAny<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["Number"]));
        Assert.Equal(-1, cursor.Position);
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.Position);
        var id = cursor.GetIdGetter();
        DataViewRowId first = default, second = default;
        id(ref first);
        Assert.True(cursor.MoveNext());
        id(ref second);
        Assert.NotEqual(first, second);
        var number = 0f;
        cursor.GetGetter<float>(view.Schema["Number"])(ref number);
        Assert.Equal(1f, number);
        Assert.True(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void A_definition_changes_names_types_and_annotations()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Varying"].ColumnType = new VectorDataViewType(NumberDataViewType.Double, 4);
        definition["Number"].ColumnName = "Amount";
        definition["Amount"].AddAnnotation("Unit", 4f, NumberDataViewType.Single);
        var view = _ml.Data.LoadFromEnumerable([Make(4)], definition);
        Assert.Equal(4, ((VectorDataViewType)view.Schema["Varying"].Type).Size);
        Assert.Equal([4f], view.GetColumn<float>("Amount"));
        var unit = 0f;
        view.Schema["Amount"].Annotations.GetValue("Unit", ref unit);
        Assert.Equal(4f, unit);
    }

    private sealed class Plain
    {
        public float[] Features { get; set; } = [];
    }

    [Fact]
    public void A_schema_can_be_taken_over()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, 3));
        var view = _ml.Data.LoadFromEnumerable([new Plain { Features = [1, 2, 3] }], builder.ToSchema());
        Assert.Equal(3, ((VectorDataViewType)view.Schema["Features"].Type).Size);
    }

    [Fact]
    public void Columns_are_read_as_raw_and_as_plain_types()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(1, 2).Select(Make));
        Assert.Equal([1f, 2f], view.GetColumn<float>(view.Schema["Number"]));
        Assert.Equal(["row 1", "row 2"], view.GetColumn<ReadOnlyMemory<char>>("Text").Select(text => text.ToString()));
        Assert.Equal([2f, -2f], view.GetColumn<float[]>("Fixed").Last());
        Assert.Equal([2f, -2f], view.GetColumn<VBuffer<float>>("Fixed").Last().DenseValues());
        Assert.ThrowsAny<ArgumentException>(() => view.GetColumn<float>("None").ToList());
        Assert.ThrowsAny<Exception>(() => view.GetColumn<double>("Number").ToList());
    }

    [Fact]
    public void A_preview_shows_rows_and_columns()
    {
        var preview = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 9).Select(Make)).Preview(maxRows: 4);
        Assert.Equal(4, preview.RowView.Length);
        Assert.Equal(8, preview.ColumnView.Length);
        Assert.Equal(3f, preview.RowView[3].Values.Single(pair => pair.Key == "Number").Value);
        Assert.Equal(4, preview.ColumnView.Single(column => column.Column.Name == "Text").Values.Length);
        Assert.Equal("8 columns, 4 rows", preview.ToString());
    }
}
