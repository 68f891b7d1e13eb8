using Microsoft.ML;

namespace MLNetGradExt.Tests.Training;

public class LearningRateTests
{
    [Fact]
    public void The_range_test_runs_on_a_view_and_its_suggestion_trains()
    {
        var ml = new MLContext(seed: 1);
        var view = ml.View(Rows.Line(400), 2);
        var curve = ml.GradExt().FindLearningRate(ml.GradExt().Regression(Network.Mlp(16), options: Rows.Quick(1)), view);
        Assert.InRange(curve.Suggestion, 1e-5, 1);
        Assert.True(curve.Points.Count > 50);

        var options = Rows.Quick(30) with { Optimizer = Optimizer.AdamW(curve.Suggestion, weightDecay: 0) };
        var model = ml.GradExt().Regression(Network.Mlp(16), options: options).Fit(view);
        var metrics = ml.Regression.Evaluate(model.Transform(view));
        Assert.True(metrics.RSquared > 0.9, $"{curve.Suggestion} gives R² {metrics.RSquared}");
    }
}
