using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt;

namespace QuickStart.Cases;

/// <summary>Is a tumour malignant? 30 measurements of the cell nuclei of 569 samples.</summary>
internal sealed class BreastCancer : ICase
{
    public string Name => "breast cancer";

    public string Figure => "test accuracy";

    public bool LargerIsBetter => true;

    public double? Goal => 0.95;

    public string BaselineName => "majority";

    public CaseRun Run(int seed, Callback progress)
    {
        // snippet:binary
        var ml = new MLContext(seed);
        var samples = ml.Data.LoadFromTextFile(SampleFile.Path("breast_cancer.csv"),
            [new TextLoader.Column("Features", DataKind.Single, 0, 29), new TextLoader.Column("Label", DataKind.Boolean, 30)],
            separatorChar: ',', hasHeader: true);
        var split = ml.Data.TrainTestSplit(samples, testFraction: 0.25, seed: seed);

        var pipeline = ml.GradExt().Transforms.Standardize("Features")
            .Append(ml.GradExt().BinaryClassification(Network.Mlp(32), options: new TrainingOptions { Seed = seed, Callbacks = [progress] }));

        var model = pipeline.Fit(split.TrainSet);
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(split.TestSet));
        // end-snippet

        return new CaseRun(metrics.Accuracy, Baselines.Majority.Accuracy<bool>(split.TrainSet, split.TestSet, "Label"), model.LastTransformer.Report);
    }
}
