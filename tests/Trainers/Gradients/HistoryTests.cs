using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Gradients;

/// <summary>What the gradient links of a real run leave in its history and report.</summary>
public class HistoryTests
{
    [Fact]
    public void Monitors_and_events_reach_the_history_and_the_report()
    {
        using var data = Rows();
        using var trained = Trainer.Gradient.Train(Job(data, new TrainingOptions
        {
            Optimizer = Optimizer.Adam(0.01).WithExponentialAverage(0.9), Epochs = 3, BatchSize = 16, Seed = 1, Device = MLNetGradExt.Device.Cpu,
            Gradients = [Gradient.Monitor("raw"), Gradient.From(step => { if (step.Step == 5) step.Flat.mul_(double.NaN); }), Gradient.Repair()],
        }));
        var raw = trained.History.Gradients["raw"];
        Assert.Equal(12, raw.Records.Count);
        Assert.Equal(12, raw.Relative(raw.Tensors[0]).Count);
        Assert.Contains(trained.History.Events, e => e is { What: "non-finite", Step: 5 });
        Assert.Contains("raw: gradient norm over weight norm", Titles(trained.Report));

        var read = History.FromJson(trained.History.ToJson());
        Assert.Equal(raw, read.Gradients["raw"]);
        Assert.Equal(trained.History.Events, read.Events);
        Assert.Equal(Titles(trained.Report), Titles(new TrainingReport(read)));
        Assert.Equal(trained.Report.Settings.Where(s => s.Key != "callbacks"), new TrainingReport(read).Settings);
        Assert.Contains(Gradient.Repair().ToString(), read.Settings["gradients"]);
        Assert.Contains(read.Settings["optimizer"], new TrainingReport(read).ToPage().ToHtml());
        var brief = History.FromJson(trained.History.ToJson(events: false));
        Assert.Empty(brief.Gradients);
        Assert.Empty(brief.Events);
        var lost = trained.History.ToJson().Replace("\"ParameterNorms\":[", "\"ParameterNorms\":[1,");
        Assert.Contains("'raw'", Assert.Throws<InvalidDataException>(() => History.FromJson(lost)).Message);
        Assert.Throws<InvalidDataException>(() => History.FromJson("""{"Epochs":[],"Events":[],"Settings":{"optimizer":null}}"""));
        foreach (var list in new[] { "Gradients", "Traces" })
            Assert.Throws<InvalidDataException>(() => History.FromJson($$"""{"Epochs":[],"Events":[],"{{list}}":[null]}"""));

        static string Titles(TrainingReport report) => string.Join('\n', report.ToPage("r").Sections.SelectMany(s => s.Charts).Select(c => c.Title));
    }

    [Fact]
    public void A_schedule_spans_the_updates_when_batches_are_gathered()
    {
        using var data = Rows();
        var rates = new List<double>();
        using var trained = Trainer.Gradient.Train(Job(data, new TrainingOptions
        {
            Optimizer = Optimizer.Sgd(Schedule.Polynomial(1e-3, 0)), Epochs = 4, BatchSize = 16, Seed = 1, Device = MLNetGradExt.Device.Cpu,
            Gradients = [Gradient.Accumulate(4)], Callbacks = [Callback.Progress(e => rates.Add(e.LearningRate))],
        }));
        Assert.Equal([1e-3, 0.75e-3, 0.5e-3, 0.25e-3], rates.Select(r => Math.Round(r, 9)));
    }

    private static TrainingJob Job(TensorDataset data, TrainingOptions options) => new(Network.Mlp(8), data, null, Loss.MeanSquaredError, 1, options);

    private static TensorDataset Rows()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var x = zeros(64, 3).normal_(0, 1, generator);
        return new TensorDataset(x, x.sum(1).sin());
    }
}
