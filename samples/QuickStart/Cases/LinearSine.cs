using Microsoft.ML;
using MLNetGradExt;

namespace QuickStart.Cases;

/// <summary>A linear model cannot follow a sine; trained by gradients it has to find the best line there is, the one of least squares.</summary>
internal sealed class LinearSine : ICase
{
    public string Name => "sine, linear model";

    public string Figure => "training MSE";

    public bool LargerIsBetter => false;

    public double? Goal => 0.454535 * 1.01;

    public string BaselineName => "least squares";

    public CaseRun Run(int seed, Callback progress)
    {
        var ml = new MLContext(seed);
        var (model, report, train, test) = Sine.Fit(ml, Network.Linear(), new TrainingOptions { Seed = seed, Callbacks = [progress] });

        var figure = ml.Regression.Evaluate(model.Transform(train), "Y").MeanSquaredError;
        var optimum = Baselines.LeastSquares.MeanSquaredError(model.Transform(train), model.Transform(train), "Y");
        return new CaseRun(figure, optimum, report) { Picture = Sine.Picture("the best line", model, test) };
    }
}
