using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt;

namespace QuickStart.Cases;

/// <summary>
/// Disease progression after a year from ten measurements of 442 people. With so few rows one test set says little
/// (R² runs from 0.3 to 0.6 with the luck of the split), so every row is tested once: five folds.
/// </summary>
internal sealed class Diabetes : ICase
{
    public string Name => "diabetes";

    public string Figure => "test R², 5 folds";

    public bool LargerIsBetter => true;

    public double? Goal => 0.45;

    public string BaselineName => "least squares";

    public int Trainings => 5;

    public CaseRun Run(int seed, Callback progress)
    {
        // snippet:cross-validation
        var ml = new MLContext(seed);
        var patients = ml.Data.LoadFromTextFile(SampleFile.Path("diabetes.csv"),
            [new TextLoader.Column("Features", DataKind.Single, 0, 9), new TextLoader.Column("Label", DataKind.Single, 10)],
            separatorChar: ',', hasHeader: true);

        var pipeline = ml.GradExt().Transforms.Standardize("Features")
            .Append(ml.GradExt().Regression(Network.Mlp(64).WithDropout(0.2), options: new TrainingOptions { Seed = seed, Callbacks = [progress] }));

        var folds = ml.Regression.CrossValidate(patients, pipeline, numberOfFolds: 5, seed: seed);
        var rSquared = folds.Average(fold => fold.Metrics.RSquared);
        // end-snippet

        var baseline = ml.Data.CrossValidationSplit(patients, 5, seed: seed)
            .Average(fold => Baselines.LeastSquares.RSquared(fold.TrainSet, fold.TestSet, "Label"));
        var last = (TransformerChain<NetworkRegressionTransformer>)folds[^1].Model;
        return new CaseRun(rSquared, baseline, last.LastTransformer.Report);
    }
}
