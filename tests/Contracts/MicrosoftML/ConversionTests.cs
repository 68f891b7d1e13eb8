using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class ConversionTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Types_convert()
    {
        var view = Rows();
        var conversion = _ml.Transforms.Conversion;
        var converted = conversion.ConvertType("FlagAsNumber", "Flag").Append(conversion.ConvertType("WholeAsReal", "Whole", DataKind.Double))
            .Append(conversion.ConvertType("TextAsNumber", "Text")).Append(conversion.ConvertType("WholeAsText", "Whole", DataKind.String))
            .Append(conversion.ConvertType("RealAsFlag", "Real", DataKind.Boolean)).Append(conversion.ConvertType("WholeAsShort", "Whole", DataKind.Int16))
            .Fit(view).Transform(view);
        Assert.Equal([1f, 0f], converted.Values<float>("FlagAsNumber"));
        Assert.Equal([7.0, -3.0], converted.Values<double>("WholeAsReal"));
        Assert.Equal([1.5f, float.NaN], converted.Values<float>("TextAsNumber"));
        Assert.Equal(["7", "-3"], converted.Texts("WholeAsText"));
        Assert.Equal([true, false], converted.Values<bool>("RealAsFlag"));
        Assert.Equal([(short)7, (short)-3], converted.Values<short>("WholeAsShort"));
        Assert.True(converted.Schema["FlagAsNumber"].IsNormalized());
    }

    [Fact]
    public void Some_types_do_not_convert()
    {
        var view = Rows();
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.ConvertType("X", "Real", DataKind.Int32).Fit(view));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.ConvertType("X", "Flag", DataKind.UInt32).Fit(view));
    }

    [Fact]
    public void Conversions_come_back_from_a_file()
    {
        var view = Rows();
        var model = _ml.Transforms.Conversion.ConvertType("N", "Whole").Append(_ml.Transforms.Conversion.Hash("H", "Text", numberOfBits: 16)).Fit(view);
        var loaded = _ml.Reloaded(model, view.Schema).Transform(view);
        Assert.Equal([7f, -3f], loaded.Values<float>("N"));
        Assert.Equal(model.Transform(view).Values<uint>("H"), loaded.Values<uint>("H"));
    }

    // Golden keys: sklearn.utils.murmurhash3_32(text, seed=314489979), its low 16 bits plus one.
    [Fact]
    public void Hashing_is_murmur3()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Row { Text = "hello" }, new Row { Text = "a" }, new Row { Text = "" } });
        var hashed = _ml.Transforms.Conversion.Hash("H", "Text", numberOfBits: 16).Fit(view).Transform(view);
        Assert.Equal([24492u, 46785u, 0u], hashed.Values<uint>("H"));
        Assert.Equal(65536ul, ((KeyDataViewType)hashed.Schema["H"].Type).Count);
    }

    [Fact]
    public void One_hot_by_hash_has_one_slot_a_code()
    {
        var view = Rows();
        var hot = _ml.Transforms.Categorical.OneHotHashEncoding("H", "Text", numberOfBits: 4).Fit(view).Transform(view);
        Assert.All(hot.Vectors("H"), vector =>
        {
            Assert.Equal(16, vector.Length);
            Assert.Equal(1, vector.Sum());
        });
        var keys = _ml.Transforms.Categorical.OneHotHashEncoding("H", "Text", OneHotEncodingEstimator.OutputKind.Key, numberOfBits: 4).Fit(view).Transform(view);
        Assert.IsType<KeyDataViewType>(keys.Schema["H"].Type);
    }

    [Fact]
    public void Texts_are_cut_into_words()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Row { Text = " the quick  fox " }, new Row { Text = "" } });
        var words = _ml.Transforms.Text.TokenizeIntoWords("W", "Text").Fit(view).Transform(view);
        var rows = words.GetColumn<VBuffer<ReadOnlyMemory<char>>>(words.Schema["W"]).Select(row => row.DenseValues().Select(word => word.ToString()).ToArray()).ToArray();
        Assert.Equal(["the", "quick", "fox"], rows[0]);
        Assert.Empty(rows[1]);
        Assert.False(((VectorDataViewType)words.Schema["W"].Type).IsKnownSize);
    }

    [Fact]
    public void Texts_become_counts()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Row { Text = "Good café" }, new Row { Text = "bad bad film" } });
        var model = _ml.Transforms.Text.FeaturizeText("F", "Text").Fit(view);
        var features = model.Transform(view);
        var names = features.SlotNames("F");
        var bad = Array.IndexOf(names, "Word.bad");
        Assert.True(bad >= 0);
        Assert.Contains("Word.cafe", names);
        Assert.Contains("Char.g|o|o", names);
        Assert.Equal(0, features.Vectors("F")[0][bad]);
        Assert.Contains("Word.bad|film", names);
        Assert.Equal(2 / MathF.Sqrt(7), features.Vectors("F")[1][bad], 1e-5f);
        Assert.Equal(features.Vectors("F")[1], _ml.Reloaded(model, view.Schema).Transform(view).Vectors("F")[1]);
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(new[]
    {
        new Row { Flag = true, Whole = 7, Real = 0.5f, Text = "1.5" },
        new Row { Flag = false, Whole = -3, Real = 0, Text = "word" },
    });

    private sealed class Row
    {
        public bool Flag { get; set; }

        public int Whole { get; set; }

        public float Real { get; set; }

        public string Text { get; set; } = "";
    }
}
