using Microsoft.ML;
using MLNetGradExt;

namespace QuickStart.Cases;

/// <summary>Two small hidden layers follow the sine down to its noise, whose variance is 0.01.</summary>
internal sealed class NetworkSine : ICase
{
    public string Name => "sine, small network";

    public string Figure => "test MSE";

    public bool LargerIsBetter => false;

    public double? Goal => 0.02;

    public string BaselineName => "least squares";

    public CaseRun Run(int seed, Callback progress)
    {
        var ml = new MLContext(seed);
        var (model, report, train, test) = Sine.Fit(ml, Network.Mlp(32, 32), new TrainingOptions { Seed = seed, Callbacks = [progress] });

        var figure = ml.Regression.Evaluate(model.Transform(test), "Y").MeanSquaredError;
        var line = Baselines.LeastSquares.MeanSquaredError(model.Transform(train), model.Transform(test), "Y");
        return new CaseRun(figure, line, report) { Picture = Sine.Picture("what the network learned", model, test) };
    }
}
