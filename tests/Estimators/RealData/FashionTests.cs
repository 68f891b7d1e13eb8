using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.RealData;

public class FashionTests
{
    [SkippableFact]
    public void Fashion_mnist_reaches_88_percent_with_a_fully_connected_network()
    {
        var ml = new MLContext(seed: 1);
        var train = ml.View(DataSets.Fashion("train"), 784);
        var test = ml.View(DataSets.Fashion("t10k"), 784);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Class")
            .Append(ml.GradExt().Transforms.Standardize("Features"))
            .Append(ml.GradExt().MulticlassClassification(Network.Mlp(128), options: new TrainingOptions { Epochs = 6 }));
        var metrics = ml.MulticlassClassification.Evaluate(pipeline.Fit(train).Transform(test));
        Assert.True(metrics.MicroAccuracy >= 0.88, $"accuracy {metrics.MicroAccuracy}");
    }
}
