using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Scoring;

/// <summary>What a score rests on, and what rows and classes count.</summary>
public class ExplainTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Importance_of_a_binary_classifiers_features()
    {
        var random = new Random(1);
        var view = _ml.View(Enumerable.Range(0, 300).Select(_ => new[] { random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f })
            .Select(f => new BooleanRow { Features = f, Label = f[1] > 0 }).ToArray(), 3);
        var model = _ml.GradExt().BinaryClassification(Network.Mlp(8), options: Rows.Quick(30)).Fit(view);
        var importance = _ml.BinaryClassification.PermutationFeatureImportance(model, view, permutationCount: 2);
        Assert.True(importance[1].Accuracy.Mean < -0.3, $"{importance[1].Accuracy.Mean}");
        Assert.InRange(importance[0].Accuracy.Mean, -0.1, 0.1);
        Assert.InRange(importance[2].Accuracy.Mean, -0.1, 0.1);
    }

    [Fact]
    public void Importance_of_a_multiclass_classifiers_features_of_a_loaded_model()
    {
        var rows = Rows.Blobs(240);
        foreach (var row in rows) row.Features = [.. row.Features, row.Features[0] - MathF.Floor(row.Features[0])];
        var view = _ml.View(rows, 3);
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(view).Transform(view);
        var model = _ml.GradExt().MulticlassClassification(Network.Mlp(8), options: Rows.Quick(20)).Fit(keyed);
        using var file = new MemoryStream();
        _ml.Model.Save(model, keyed.Schema, file);
        file.Position = 0;
        var loaded = (NetworkMulticlassClassificationTransformer)_ml.GradExt().FindNetwork(_ml.Model.Load(file, out _));
        var importance = _ml.MulticlassClassification.PermutationFeatureImportance(loaded, keyed, permutationCount: 2);
        Assert.True(importance[0].MicroAccuracy.Mean < -0.2, $"{importance[0].MicroAccuracy.Mean}");
        Assert.True(importance[1].MicroAccuracy.Mean < -0.2, $"{importance[1].MicroAccuracy.Mean}");
        Assert.InRange(importance[2].MicroAccuracy.Mean, -0.1, 0.1);
    }

    [Fact]
    public void A_class_that_counts_more_is_predicted_more()
    {
        // The features say nothing, so what is predicted is what counts most.
        var random = new Random(3);
        var view = _ml.View(Enumerable.Range(0, 300).Select(i => new ClassRow { Features = [random.NextSingle(), random.NextSingle()], Class = i % 3 == 0 ? "rare" : "frequent" }).ToArray(), 2);
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label", "Class", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(view).Transform(view);
        double Share(params double[]? weights) => _ml.GradExt().MulticlassClassification(new MulticlassClassificationOptions
        {
            Network = Network.Linear(), Training = Rows.Quick(10), Loss = weights is null ? Loss.CrossEntropy() : Loss.CrossEntropy(classWeights: [.. weights]),
        }).Fit(keyed).Transform(keyed).GetColumn<uint>("PredictedLabel").Average(label => label == 2 ? 1.0 : 0);
        Assert.True(Share(null) < 0.1);
        Assert.True(Share(1, 5) > 0.9); // by value, "rare" is the second
    }

    [Fact]
    public void Rows_that_count_more_decide()
    {
        var rows = Enumerable.Range(0, 200).Select(i => new WeightedRow { Features = [1], Label = i % 2 == 0, Weight = i % 2 == 0 ? 1 : 9 }).ToArray();
        var view = _ml.View(rows, 1);
        float Probability(string? weight) => _ml.GradExt().BinaryClassification(Network.Linear(), exampleWeightColumnName: weight, options: Rows.Quick(60)).Fit(view).Transform(view).GetColumn<float>("Probability").First();
        Assert.Equal(0.5f, Probability(null), 0.05f);
        Assert.Equal(0.1f, Probability("Weight"), 0.05f);
    }

    private sealed class WeightedRow
    {
        public float[] Features { get; set; } = [];
        public bool Label { get; set; }
        public float Weight { get; set; }
    }
}
