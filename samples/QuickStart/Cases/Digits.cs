using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt;

namespace QuickStart.Cases;

/// <summary>Which digit is it? 1,797 handwritten ones as 8 by 8 grey values, for a small convolutional network composed of layers.</summary>
internal sealed class Digits : ICase
{
    public string Name => "digits";

    public string Figure => "test accuracy";

    public bool LargerIsBetter => true;

    public double? Goal => 0.97;

    public string BaselineName => "majority";

    public CaseRun Run(int seed, Callback progress)
    {
        // snippet:multiclass
        var ml = new MLContext(seed);
        var images = ml.Data.LoadFromTextFile(SampleFile.Path("digits.csv"),
            [new TextLoader.Column("Features", DataKind.Single, 0, 63), new TextLoader.Column("Digit", DataKind.String, 64)],
            separatorChar: ',', hasHeader: true);
        var split = ml.Data.TrainTestSplit(images, testFraction: 0.2, seed: seed);

        var network = Network.Sequential(
            Layer.Reshape(1, 8, 8),
            Layer.Conv2d(16, kernel: 3, padding: 1), Layer.BatchNorm(), Layer.Activation(Activation.Relu),
            Layer.Conv2d(32, kernel: 3, padding: 1), Layer.BatchNorm(), Layer.Activation(Activation.Relu),
            Layer.MaxPool2d(2), Layer.Dropout(0.3)); // the head with ten outputs is added by itself

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Digit")
            .Append(ml.GradExt().Transforms.Standardize("Features"))
            .Append(ml.GradExt().MulticlassClassification(network, options: new TrainingOptions { Seed = seed, Callbacks = [progress] }));

        var model = pipeline.Fit(split.TrainSet);
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
        // end-snippet

        return new CaseRun(metrics.MicroAccuracy, Baselines.Majority.Accuracy<string>(split.TrainSet, split.TestSet, "Digit"), model.LastTransformer.Report);
    }
}
