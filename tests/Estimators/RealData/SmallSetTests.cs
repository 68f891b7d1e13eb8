using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.RealData;

/// <summary>The small sets that ship with the samples, with default options.</summary>
public class SmallSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Diabetes(int seed)
    {
        var ml = new MLContext(seed);
        var (train, test) = DataSets.Split([.. DataSets.Sample("diabetes.csv").Select(r => new NumberRow { Features = r.Features, Label = r.Label })], 1);
        var model = ml.GradExt().Transforms.Standardize("Features").Append(ml.GradExt().Regression(Network.Mlp(32).WithDropout(0.2))).Fit(ml.View(train, 10));
        var metrics = ml.Regression.Evaluate(model.Transform(ml.View(test, 10)));
        Assert.True(metrics.RSquared >= 0.45, $"R² {metrics.RSquared}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Breast_cancer(int seed)
    {
        var ml = new MLContext(seed);
        var (train, test) = DataSets.Split([.. DataSets.Sample("breast_cancer.csv").Select(r => new BooleanRow { Features = r.Features, Label = r.Label == 1 })], 42);
        var model = ml.GradExt().Transforms.Standardize("Features").Append(ml.GradExt().BinaryClassification(Network.Mlp(32).WithDropout(0.2))).Fit(ml.View(train, 30));
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(ml.View(test, 30)));
        Assert.True(metrics.Accuracy >= 0.95, $"accuracy {metrics.Accuracy}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Digits(int seed)
    {
        var ml = new MLContext(seed);
        var (train, test) = DataSets.Split([.. DataSets.Sample("digits.csv").Select(r => new ClassRow { Features = r.Features, Class = r.Label.ToString("0") })], 42);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Class")
            .Append(ml.GradExt().Transforms.Standardize("Features"))
            .Append(ml.GradExt().MulticlassClassification(Network.Mlp(64).WithDropout(0.2)));
        var metrics = ml.MulticlassClassification.Evaluate(pipeline.Fit(ml.View(train, 64)).Transform(ml.View(test, 64)));
        Assert.True(metrics.MicroAccuracy >= 0.97, $"accuracy {metrics.MicroAccuracy}");
    }
}
