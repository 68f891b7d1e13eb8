using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Training;

public class ClassificationTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void Two_halves_are_told_apart()
    {
        var view = Ml.View(Rows.Halves(400), 2);
        var model = Ml.GradExt().BinaryClassification(Network.Linear(), options: Rows.Quick()).Fit(view);
        var metrics = Ml.BinaryClassification.Evaluate(model.Transform(view));
        Assert.True(metrics.Accuracy > 0.97, $"accuracy {metrics.Accuracy}");
        Assert.True(metrics.AreaUnderRocCurve > 0.99);
    }

    [Fact]
    public void Score_probability_and_predicted_label_belong_together()
    {
        var view = Ml.View(Rows.Halves(100), 2);
        var model = Ml.GradExt().BinaryClassification(Network.Linear(), options: Rows.Quick()).Fit(view);
        foreach (var row in Ml.Data.CreateEnumerable<BinaryScored>(model.Transform(view), false))
        {
            Assert.Equal(1 / (1 + Math.Exp(-row.Score)), row.Probability, 1e-6);
            Assert.Equal(row.Score > 0, row.PredictedLabel);
        }
        var strict = model.WithThreshold(float.MaxValue).Transform(view);
        Assert.All(strict.GetColumn<bool>("PredictedLabel"), Assert.False);
    }

    [Fact]
    public void Three_blobs_are_told_apart_and_come_back_by_name()
    {
        var rows = Rows.Blobs(300);
        var view = Ml.View(rows, 2);
        var pipeline = Ml.Transforms.Conversion.MapValueToKey("Label", "Class")
            .Append(Ml.GradExt().MulticlassClassification(Network.Mlp(16), options: Rows.Quick()))
            .Append(Ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"));
        var scored = pipeline.Fit(view).Transform(view);
        Assert.Equal(rows.Select(r => r.Class), scored.GetColumn<string>("Name"));
        Assert.True(Ml.MulticlassClassification.Evaluate(scored).MicroAccuracy > 0.99);
        Assert.All(scored.GetColumn<float[]>("Score"), score => Assert.Equal(1, score.Sum(), 1e-5f));
    }

    [Fact]
    public void Folds_are_bit_identical_when_run_twice()
    {
        var view = Ml.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(Ml.View(Rows.Blobs(90), 2)).Transform(Ml.View(Rows.Blobs(90), 2));
        var trainer = Ml.GradExt().MulticlassClassification(Network.Mlp(8).WithDropout(0.2), options: Rows.Quick(4) with { Seed = null });
        float[][][] Run() => [.. Ml.MulticlassClassification.CrossValidate(view, trainer, numberOfFolds: 3, seed: 5)
            .Select(fold => fold.ScoredHoldOutSet.GetColumn<float[]>("Score").ToArray())];
        Assert.Equal(Run(), Run());
    }
}
