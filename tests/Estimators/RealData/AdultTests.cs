using Microsoft.ML;

namespace MLNetGradExt.Tests.RealData;

public class AdultTests
{
    [SkippableFact]
    public void Adult_reaches_85_percent()
    {
        var ml = new MLContext(seed: 1);
        var pipeline = Adult.Preparation(ml).Append(ml.GradExt().BinaryClassification(Network.Mlp(64, 32).WithDropout(0.2), options: new TrainingOptions { Epochs = 10, BatchSize = 256 }));
        var model = pipeline.Fit(Adult.Load(ml, "adult-train.csv.gz"));
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(Adult.Load(ml, "adult-test.csv.gz")));
        Assert.True(metrics.Accuracy >= 0.85, $"accuracy {metrics.Accuracy}, AUC {metrics.AreaUnderRocCurve}");
    }
}
