using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class KeyStageTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Keys_follow_first_sight_or_value()
    {
        var view = Rows("pear", "apple", "pear", "", "fig");
        var seen = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(view).Transform(view);
        Assert.Equal([1u, 2u, 1u, 0u, 3u], seen.Values<uint>("Key"));
        Assert.Equal(["pear", "apple", "fig"], seen.KeyNames("Key"));
        Assert.Equal(3ul, ((KeyDataViewType)seen.Schema["Key"].Type).Count);
        var sorted = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(view).Transform(view);
        Assert.Equal(["apple", "fig", "pear"], sorted.KeyNames("Key"));
    }

    [Fact]
    public void Unseen_values_become_the_missing_key_and_empty_text()
    {
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key")).Fit(Rows("a", "b"));
        var scored = model.Transform(Rows("b", "c"));
        Assert.Equal([2u, 0u], scored.Values<uint>("Key"));
        Assert.Equal(["b", ""], scored.Texts("Back"));
    }

    [Fact]
    public void Numbers_map_to_keys_and_back()
    {
        var view = Rows("a", "b", "c");
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Number").Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key")).Fit(view);
        Assert.Equal([0f, 1f, 2f], model.Transform(view).Values<float>("Back"));
        Assert.True(float.IsNaN(model.Transform(Rows("a", "b", "c", "d")).Values<float>("Back")[3]));
    }

    [Fact]
    public void The_number_of_keys_can_be_capped()
    {
        var view = Rows("a", "b", "c");
        Assert.Equal([1u, 2u, 0u], _ml.Transforms.Conversion.MapValueToKey("Key", "Text", maximumNumberOfKeys: 2).Fit(view).Transform(view).Values<uint>("Key"));
    }

    [Fact]
    public void Given_keys_are_used_as_they_are()
    {
        var keys = Rows("b", "a");
        var only = _ml.Transforms.SelectColumns("Text").Fit(keys).Transform(keys);
        var view = Rows("a", "b", "c");
        Assert.Equal([2u, 1u, 0u], _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyData: only).Fit(view).Transform(view).Values<uint>("Key"));
    }

    [Fact]
    public void Key_value_names_can_be_text()
    {
        var view = Rows("a", "b");
        var keys = _ml.Transforms.Conversion.MapValueToKey("Key", "Number", addKeyValueAnnotationsAsText: true).Fit(view).Transform(view);
        Assert.Equal(["0", "1"], keys.KeyNames("Key"));
    }

    [Fact]
    public void One_hot_makes_indicators_with_names_and_ranges()
    {
        var view = Rows("pear", "apple", "pear");
        var model = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Text").Fit(view);
        var hot = model.Transform(view);
        Assert.Equal([1, 0], hot.Vectors("Hot")[0]);
        Assert.Equal([0, 1], hot.Vectors("Hot")[1]);
        Assert.Equal(["pear", "apple"], hot.SlotNames("Hot"));
        Assert.True(hot.Schema["Hot"].IsNormalized());
        Assert.Equal([0, 1], hot.Annotation<VBuffer<int>>("Hot", "CategoricalSlotRanges").DenseValues());
        Assert.Equal([0, 0], model.Transform(Rows("new")).Vectors("Hot")[0]);
    }

    [Fact]
    public void One_hot_of_vectors_indicates_or_counts()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Words { Texts = ["a", "b"] }, new Words { Texts = ["b", "b"] } });
        var each = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Texts").Fit(view).Transform(view);
        Assert.Equal([1, 0, 0, 1], each.Vectors("Hot")[0]);
        Assert.Equal([0, 1, 0, 1], each.Vectors("Hot")[1]);
        Assert.Equal(["[0].a", "[0].b", "[1].a", "[1].b"], each.SlotNames("Hot"));
        Assert.Equal([0, 1, 2, 3], each.Annotation<VBuffer<int>>("Hot", "CategoricalSlotRanges").DenseValues());
        var bag = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Texts", OneHotEncodingEstimator.OutputKind.Bag).Fit(view).Transform(view);
        Assert.Equal([0, 2], bag.Vectors("Hot")[1]);
    }

    [Fact]
    public void One_hot_can_stop_at_keys_or_bits()
    {
        var view = Rows("a", "b", "c");
        var keys = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Text", OneHotEncodingEstimator.OutputKind.Key).Fit(view).Transform(view);
        Assert.Equal([1u, 2u, 3u], keys.Values<uint>("Hot"));
        var bits = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Text", OneHotEncodingEstimator.OutputKind.Binary).Fit(view).Transform(view);
        Assert.Equal([0, 0, 0], bits.Vectors("Hot")[0]);
        Assert.Equal([0, 1, 0], bits.Vectors("Hot")[2]);
    }

    [Fact]
    public void Ranges_and_names_move_along_in_a_concatenation()
    {
        var view = Rows("a", "b");
        var model = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Text").Append(_ml.Transforms.Concatenate("Features", "Number", "Hot")).Fit(view);
        var joined = model.Transform(view);
        Assert.Equal(["Number", "Hot.a", "Hot.b"], joined.SlotNames("Features"));
        Assert.Equal([1, 2], joined.Annotation<VBuffer<int>>("Features", "CategoricalSlotRanges").DenseValues());
        var loaded = _ml.Reloaded(model, view.Schema).Transform(view);
        Assert.Equal([1, 0, 1], loaded.Vectors("Features")[1]);
        Assert.Equal(joined.SlotNames("Features"), loaded.SlotNames("Features"));
    }

    private IDataView Rows(params string[] texts) =>
        _ml.Data.LoadFromEnumerable(texts.Select((text, i) => new Row { Text = text, Number = i }).ToArray());

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public float Number { get; set; }
    }

    private sealed class Words
    {
        [VectorType(2)]
        public string[] Texts { get; set; } = [];
    }
}
