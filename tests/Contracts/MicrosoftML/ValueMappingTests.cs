using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class ValueMappingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public string Name { get; set; } = "";
        public int Number { get; set; }
        public string[] Names { get; set; } = [];
    }

    private IDataView Data => _ml.Data.LoadFromEnumerable([
        new Row { Name = "a", Number = 2, Names = ["a", "c"] }, new Row { Name = "b", Number = 1, Names = [] }, new Row { Name = "?", Number = 9, Names = ["?"] }]);

    [Fact]
    public void Values_are_looked_up()
    {
        var map = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2, ["c"] = 3 };
        var view = _ml.Transforms.Conversion.MapValue("Out", map, "Name").Fit(Data).Transform(Data);
        Assert.Equal(NumberDataViewType.Int32, view.Schema["Out"].Type);
        Assert.Equal([1, 2, 0], view.GetColumn<int>("Out"));
    }

    [Fact]
    public void Vectors_are_mapped_item_by_item()
    {
        var map = new Dictionary<string, float> { ["a"] = 1, ["c"] = 3 };
        var view = _ml.Transforms.Conversion.MapValue("Out", map, "Names").Fit(Data).Transform(Data);
        Assert.Equal(new[] { 1f, 3f }, view.GetColumn<float[]>("Out").First());
    }

    [Fact]
    public void Texts_and_vectors_are_values_too()
    {
        var texts = new Dictionary<int, string> { [1] = "one", [2] = "two" };
        var text = _ml.Transforms.Conversion.MapValue("Out", texts, "Number").Fit(Data).Transform(Data);
        Assert.Equal(["two", "one", ""], text.GetColumn<string>("Out"));
        var vectors = new Dictionary<int, float[]> { [1] = [1, 1], [2] = [2, 3] };
        var vector = _ml.Transforms.Conversion.MapValue("Out", vectors, "Number").Fit(Data).Transform(Data);
        Assert.Equal(new[] { 2f, 3f }, vector.GetColumn<float[]>("Out").First());
    }

    [Fact]
    public void Values_become_keys()
    {
        var map = new Dictionary<string, string> { ["a"] = "red", ["b"] = "blue", ["c"] = "red" };
        var view = _ml.Transforms.Conversion.MapValue("Out", map, "Name", treatValuesAsKeyType: true).Fit(Data).Transform(Data);
        Assert.Equal(new KeyDataViewType(typeof(uint), 2), view.Schema["Out"].Type);
        Assert.Equal([1u, 2u, 0u], view.GetColumn<uint>("Out"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Out"].GetKeyValues(ref names);
        Assert.Equal(["red", "blue"], names.DenseValues().Select(name => name.ToString()));
    }

    private sealed class Entry
    {
        public string Key { get; set; } = "";
        [VectorType(3)] public float[] Value { get; set; } = [];
    }

    [Fact]
    public void A_view_can_be_the_map()
    {
        var lookup = _ml.Data.LoadFromEnumerable([new Entry { Key = "a", Value = [1, 2, 3] }, new Entry { Key = "b", Value = [4, 5, 6] }]);
        var estimator = _ml.Transforms.Conversion.MapValue("Out", lookup, lookup.Schema["Key"], lookup.Schema["Value"], "Name");
        var view = estimator.Fit(Data).Transform(Data);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["Out"].Type);
        Assert.Equal(new[] { 4f, 5f, 6f }, view.GetColumn<float[]>("Out").ElementAt(1));
    }

    [Fact]
    public void A_key_given_twice_is_an_error()
    {
        KeyValuePair<string, int>[] twice = [new("a", 1), new("a", 2)];
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.Conversion.MapValue("Out", twice, "Name").Fit(Data));
    }
}
