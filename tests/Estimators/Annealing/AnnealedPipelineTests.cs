using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Tests.Annealing;

/// <summary>An annealing inside a pipeline, from the outside.</summary>
public class AnnealedPipelineTests
{
    private static readonly TorchSharp.Scalar Two = 2, Eight = 8;

    /// <summary>Squared error that is no number wherever a prediction leaves −8 to 8, as a logarithm or a root of a user's own may.</summary>
    private static readonly Loss Fragile = Loss.FromFunction("fragile", (output, labels) =>
    {
        var predicted = output.squeeze(1);
        return predicted.sub(labels).pow(Two).where(predicted.abs().lt(Eight), full_like(predicted, float.NaN));
    });

    [Fact]
    public void Candidates_whose_loss_is_NaN_are_survived_in_every_fold()
    {
        var ml = new MLContext(seed: 1);
        var view = ml.View(Rows.Line(120), 2);
        foreach (var trainer in new[] { Trainer.Annealing(options: new() { Evaluations = 1500 }), Trainer.Annealing(AnnealingMethod.Chains(), new() { Evaluations = 1500 }) })
        {
            var losses = new List<double>();
            var options = new RegressionOptions { Network = Network.Linear(), Loss = Fragile, StandardizeLabel = false, Training = new() { Seed = 3, Device = Device.Cpu, Epochs = 4, Trainer = trainer, Callbacks = [Callback.Progress(epoch => losses.Add(epoch.Loss))] } };
            var folds = ml.Regression.CrossValidate(view, ml.GradExt().Regression(options), numberOfFolds: 3, seed: 5);
            Assert.All(folds, fold => Assert.True(fold.Metrics.RSquared > 0.95, $"{trainer}: {fold.Metrics.RSquared}"));
            Assert.Equal(12, losses.Count);
            Assert.All(losses, loss => Assert.True(double.IsFinite(loss)));
        }
    }

    [Fact]
    public void The_history_the_log_and_the_page_tell_how_it_cooled()
    {
        var ml = new MLContext(seed: 1);
        var lines = new List<string>();
        ml.Log += (_, line) => lines.Add(line.Message);
        var options = new TrainingOptions { Seed = 3, Device = Device.Cpu, Epochs = 4, ValidationFraction = 0.25, Trainer = Trainer.Annealing(AnnealingMethod.Chains(), new() { Evaluations = 800 }) };
        var model = ml.GradExt().BinaryClassification(new BinaryClassificationOptions { Network = Network.Mlp(4), Loss = Loss.ZeroOne, Training = options }).Fit(ml.View(Rows.Halves(80), 2));
        var history = model.Report.History;
        Assert.Equal((4, StopReason.Completed), (history.Epochs.Count, history.StopReason));
        foreach (var figure in new[] { "loss", "current_loss", "temperature", "acceptance", "val_loss", "val_accuracy" }) Assert.Equal(4, history.Curve(figure).Count);
        foreach (var name in new[] { "temperature", "acceptance", "step size", "current loss", "best loss" })
        {
            var trace = history.Traces[name];
            Assert.True(trace.Count > 10, $"{name} has {trace.Count} points");
            Assert.Equal(trace.Select(point => point.At), trace.Select(point => point.At).Order());
        }
        Assert.True(history.Traces["temperature"][^1].Value < 0.01 * history.Traces["temperature"][0].Value);
        Assert.Equal(history.Traces["best loss"].Select(point => point.Value), history.Traces["best loss"].Select(point => point.Value).OrderDescending());
        var file = Path.GetTempFileName();
        try
        {
            model.Report.SaveHtml(file);
            var page = File.ReadAllText(file);
            foreach (var name in new[] { "temperature", "acceptance", "best loss" }) Assert.Contains(name, page);
            Assert.Contains("<svg", page);
        }
        finally
        {
            File.Delete(file);
        }
        Assert.Contains(lines, line => line.Contains("Epoch 4", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_fit_is_cancelled_from_another_thread_long_before_a_report()
    {
        var ml = new MLContext(seed: 1);
        using var source = new CancellationTokenSource();
        var options = new BinaryClassificationOptions
        {
            Network = Network.Mlp(8), Loss = Loss.ZeroOne, CancellationToken = source.Token,
            Training = new() { Seed = 3, Device = Device.Cpu, Epochs = 1, Trainer = Trainer.Annealing(options: new() { Evaluations = long.MaxValue }) },
        };
        var fit = Task.Run(() => ml.GradExt().BinaryClassification(options).Fit(ml.View(Rows.Halves(200), 2)));
        await Task.Delay(300);
        Assert.False(fit.IsCompleted);
        source.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(() => fit.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
