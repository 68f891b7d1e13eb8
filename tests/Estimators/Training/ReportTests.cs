using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Training;

public class ReportTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void The_history_is_a_view_too()
    {
        var options = Rows.Quick(3) with { Gradients = [Gradient.ClipByGlobalNorm(1e-3)], ValidationFraction = 0.2 };
        var model = Ml.GradExt().Regression(Network.Linear(), options: options).Fit(Ml.View(Rows.Line(100), 2));
        var epochs = model.Report.History.EpochsAsDataView(Ml);
        var figures = epochs.GetColumn<string>("Figure").Zip(epochs.GetColumn<double>("Value")).ToArray();
        Assert.Equal(model.Report.History.Epochs.Select(e => e.Loss), figures.Where(f => f.First == "loss").Select(f => f.Second));
        Assert.Equal(3, figures.Count(f => f.First == "val_loss"));
        var changes = model.Report.History.GradientsAsDataView(Ml);
        Assert.Equal(model.Report.History.Events.Count, changes.GetColumn<double>("Factor").Count());
    }

    [Fact]
    public void The_report_knows_recipe_and_options()
    {
        var model = Ml.GradExt().Regression(Network.Mlp(3), options: Rows.Quick(2)).Fit(Ml.View(Rows.Line(50), 2));
        Assert.Equal(Network.Mlp(3), model.Report.Network);
        Assert.Equal(2, model.Report.Options?.Epochs);
        Assert.Contains("<svg", model.Report.ToSvg());
    }
}
