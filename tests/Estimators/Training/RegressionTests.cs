using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Training;

public class RegressionTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void A_linear_network_finds_the_line()
    {
        var view = Ml.View(Rows.Line(400), 2);
        var model = Ml.GradExt().Regression(Network.Linear(), options: Rows.Quick(40)).Fit(view);
        var metrics = Ml.Regression.Evaluate(model.Transform(view));
        Assert.True(metrics.RSquared > 0.999, $"R² {metrics.RSquared}");
    }

    [Fact]
    public void Labels_far_from_zero_are_no_obstacle()
    {
        var rows = Rows.Line(400);
        foreach (var row in rows) row.Label = 1e5f + 1e3f * row.Label;
        var view = Ml.View(rows, 2);
        var model = Ml.GradExt().Regression(Network.Linear(), options: Rows.Quick(40)).Fit(view);
        Assert.True(Ml.Regression.Evaluate(model.Transform(view)).RSquared > 0.999);
        Assert.Equal(rows.Average(r => (double)r.Label), model.LabelMean, 1);
    }

    [Fact]
    public void Without_label_scaling_the_output_is_the_score()
    {
        var view = Ml.View(Rows.Line(200), 2);
        var model = Ml.GradExt().Regression(new RegressionOptions { Network = Network.Linear(), StandardizeLabel = false, Training = Rows.Quick(80) }).Fit(view);
        Assert.Equal((0, 1), (model.LabelMean, model.LabelDeviation));
        Assert.True(Ml.Regression.Evaluate(model.Transform(view)).RSquared > 0.99);
    }

    [Fact]
    public void Weights_decide_who_is_heard()
    {
        // Half the rows say 0 and half say 10; only the weighted half counts.
        var rows = Enumerable.Range(0, 200).Select(i => new NumberRow { Features = [1, 0], Label = i % 2 == 0 ? 0 : 10, Weight = i % 2 == 0 ? 0 : 1 });
        var view = Ml.View(rows, 2);
        var model = Ml.GradExt().Regression(Network.Linear(), exampleWeightColumnName: "Weight", options: Rows.Quick(60)).Fit(view);
        Assert.Equal(10, model.Transform(view).GetColumn<float>("Score").First(), 0.5f);
    }

    [Fact]
    public void A_validation_view_is_judged_every_epoch()
    {
        var model = Ml.GradExt().Regression(Network.Linear(), options: Rows.Quick(5)).Fit(Ml.View(Rows.Line(100), 2), Ml.View(Rows.Line(50, 9), 2));
        Assert.Equal(5, model.Model.History.Epochs.Count);
        Assert.All(model.Model.History.Epochs, epoch => Assert.NotNull(epoch.ValidationLoss));
    }

    [Fact]
    public void Epochs_are_logged_through_the_context()
    {
        var ml = new MLContext(seed: 1);
        var lines = new List<string>();
        ml.Log += (_, line) => lines.Add(line.Message);
        ml.GradExt().Regression(Network.Linear(), options: Rows.Quick(3)).Fit(ml.View(Rows.Line(50), 2));
        Assert.Contains(lines, line => line.Contains("50 rows of 2 features"));
        Assert.True(lines.Count(line => line.Contains("loss")) >= 3, string.Join("\n", lines));
    }

    [Fact]
    public void Every_fit_starts_with_a_fresh_network()
    {
        var trainer = Ml.GradExt().Regression(Network.Mlp(8), options: Rows.Quick(3));
        var two = trainer.Fit(Ml.View(Rows.Line(60), 2));
        var wide = Ml.View(Rows.Line(60).Select(r => new NumberRow { Features = [.. r.Features, 1], Label = r.Label }), 3);
        var three = trainer.Fit(wide);
        Assert.NotSame(two.Model, three.Model);
        Assert.Equal(3, three.Model.InputShape[0]);
    }
}
