using System.Xml.Linq;
using MLNetGradExt.Data;
using MLNetGradExt.Testing;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Diagnostics;

public class TrainingReportTests
{
    [Fact]
    public void The_page_stands_alone_and_tells_curves_settings_and_epochs()
    {
        using var trained = Train(new TrainingOptions { Epochs = 3, Seed = 1, ValidationFraction = 0.2 });
        var html = new TrainingReport(trained.History, trained.Recipe, new TrainingOptions { Epochs = 3, Seed = 1 }).ToPage("A line").ToHtml();

        Assert.StartsWith("<!doctype html>", html);
        Assert.Contains("<h1>A line</h1>", html);
        foreach (var told in new[] { "loss", "learning rate", "All epochs were done", "AdamW", "val_loss", "Gradient health" }) Assert.Contains(told, html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("src=", html);
        Assert.DoesNotContain("href=", html);
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_tag_of_the_page_is_closed()
    {
        using var trained = Train(new TrainingOptions { Epochs = 2, Seed = 1 });
        var html = new TrainingReport(trained.History, trained.Recipe).ToPage("a <b> & \"c\"").ToHtml();
        var body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)];
        Assert.Equal("a <b> & \"c\"", XElement.Parse(body).Element("main")!.Element("h1")!.Value);
    }

    [Fact]
    public void A_figure_that_is_not_there_is_an_error_that_lists_those_that_are()
    {
        using var trained = Train(new TrainingOptions { Epochs = 1, Seed = 1 });
        var report = new TrainingReport(trained.History);
        Assert.Contains("loss", Assert.Throws<ArgumentException>(() => report.ToSvg("acuracy")).Message);
        Assert.Contains("<title>loss</title>", report.ToSvg("loss"));
        Assert.Equal(report.ToSvg(), report.ToSvg("loss"));
    }

    [Fact]
    public void A_run_of_nothing_has_a_report_too() => Assert.Contains("No epoch was finished", new TrainingReport(new History()).ToPage().ToHtml());

    [Fact]
    public void Saving_makes_the_folder()
    {
        using var folder = new TempFolder();
        var path = folder["new", "page.html"];
        new TrainingReport(new History()).SaveHtml(path, "Nothing yet");
        Assert.Contains("<title>Nothing yet</title>", File.ReadAllText(path));
    }

    private static TrainedNetwork Train(TrainingOptions options)
    {
        var values = Enumerable.Range(0, 64).Select(row => row / 32f - 1).ToArray();
        using var features = tensor(values).unsqueeze(1);
        using var labels = tensor(values.Select(value => 2 * value).ToArray());
        using var data = new TensorDataset(features, labels);
        return options.Trainer.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options with { Device = Device.Cpu }));
    }
}
