using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class ColumnStageTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Concatenate_joins_scalars_and_vectors_with_slot_names()
    {
        var view = Rows();
        var joined = _ml.Transforms.Concatenate("AB", "A", "B").Append(_ml.Transforms.Concatenate("All", "AB", "V")).Fit(view).Transform(view);
        Assert.Equal([1, 10, 100, 101], joined.Vectors("All")[0]);
        Assert.Equal([2, 20, 200, 201], joined.Vectors("All")[1]);
        Assert.Equal(["A", "B"], joined.SlotNames("AB"));
        Assert.Equal(["AB.A", "AB.B", "", ""], joined.SlotNames("All"));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 4), joined.Schema["All"].Type);
    }

    [Fact]
    public void Concatenate_of_one_vector_passes_it_through()
    {
        var view = Rows();
        var same = _ml.Transforms.Concatenate("W", "V").Fit(view).Transform(view);
        Assert.Equal([100, 101], same.Vectors("W")[0]);
        Assert.False(same.Schema["W"].HasSlotNames());
    }

    [Fact]
    public void Concatenate_may_replace_an_input()
    {
        var view = Rows();
        var joined = _ml.Transforms.Concatenate("A", "A", "B").Fit(view).Transform(view);
        Assert.Equal([1, 10], joined.Vectors("A")[0]);
    }

    [Fact]
    public void A_replaced_column_stands_right_behind_its_namesake_and_a_new_one_last()
    {
        var view = Rows();
        var stages = _ml.Transforms.Concatenate("A", "A", "B").Append(_ml.Transforms.CopyColumns("New", "V")).Append(_ml.Transforms.NormalizeMinMax("B"));
        var replaced = stages.Fit(view).Transform(view);
        Assert.Equal(["A", "A", "B", "B", "V", "Text", "New"], replaced.Schema.Select(column => column.Name));
        Assert.Equal([true, false, true, false, false, false, false], replaced.Schema.Select(column => column.IsHidden));
        Assert.Equal([1f, 2f], replaced.GetColumn<float>(replaced.Schema[0]));
        Assert.Equal([10f, 20f], replaced.GetColumn<float>(replaced.Schema[2]));
        Assert.Equal([2, 20], replaced.Vectors("A")[1]);
        Assert.Equal([0.5f, 1f], replaced.Values<float>("B"));
        Assert.Equal([200, 201], replaced.Vectors("New")[1]);
        Assert.Equal(["x", "y"], replaced.Texts("Text"));
    }

    [Fact]
    public void Concatenate_refuses_mixed_types_and_missing_columns()
    {
        var view = Rows();
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Concatenate("X", "A", "Text").Fit(view).Transform(view));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Concatenate("X", "A", "Nothing").Fit(view).Transform(view));
    }

    [Fact]
    public void Concatenate_keeps_sparse_rows_right()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new KeyRow { Key = 1, Number = 7 }, new KeyRow { Key = 9, Number = 8 } });
        var joined = _ml.Transforms.Conversion.MapKeyToVector("Key").Append(_ml.Transforms.Concatenate("All", "Key", "Number")).Fit(view).Transform(view);
        Assert.Equal([0, 1, 0, 0, 0, 0, 7], joined.Vectors("All")[0]);
        Assert.Equal([0, 0, 0, 0, 0, 0, 8], joined.Vectors("All")[1]);
    }

    [Fact]
    public void Copy_select_and_drop_rearrange_columns()
    {
        var view = Rows();
        var copied = _ml.Transforms.CopyColumns("A2", "A").Fit(view).Transform(view);
        Assert.Equal([1f, 2f], copied.Values<float>("A2"));
        var selected = _ml.Transforms.SelectColumns("B", "A").Fit(view).Transform(view);
        Assert.Equal(["B", "A"], selected.Schema.Select(column => column.Name));
        Assert.Equal([10f, 20f], selected.Values<float>("B"));
        var dropped = _ml.Transforms.DropColumns("B", "Text").Fit(view).Transform(view);
        Assert.Equal(["A", "V"], dropped.Schema.Select(column => column.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.DropColumns("Nothing").Fit(view).Transform(view));
    }

    [Fact]
    public void Column_stages_come_back_from_a_file()
    {
        var view = Rows();
        var model = _ml.Transforms.Concatenate("AB", "A", "B").Append(_ml.Transforms.CopyColumns("C", "AB"))
            .Append(_ml.Transforms.SelectColumns("C", "Text")).Fit(view);
        var loaded = _ml.Reloaded(model, view.Schema).Transform(view);
        Assert.Equal(["C", "Text"], loaded.Schema.Select(column => column.Name));
        Assert.Equal([2, 20], loaded.Vectors("C")[1]);
        Assert.Equal(["A", "B"], loaded.SlotNames("C"));
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(new[]
    {
        new Row { A = 1, B = 10, V = [100, 101], Text = "x" },
        new Row { A = 2, B = 20, V = [200, 201], Text = "y" },
    });

    private sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }

        [VectorType(2)]
        public float[] V { get; set; } = [];

        public string Text { get; set; } = "";
    }

    private sealed class KeyRow
    {
        [KeyType(6)]
        public uint Key { get; set; }

        public float Number { get; set; }
    }
}
