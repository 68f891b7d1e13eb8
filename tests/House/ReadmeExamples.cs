using Microsoft.ML;
using MLNetGradExt.Gradients;
using MLNetGradExt.Testing;

namespace MLNetGradExt.House.Tests;

/// <summary>The code of the README and of docs/, run: what stands between the snippet marks stands there word by word.</summary>
public class ReadmeExamples
{
    private static readonly MLContext Data = new(1);

    [Fact]
    public void A_pipeline_is_fitted_and_scores()
    {
        var (train, test) = Houses();

        // snippet:pipeline
        var ml = new MLContext(seed: 7);

        var pipeline = ml.Transforms.Concatenate("Features", "Size", "Rooms", "Age")
            .Append(ml.GradExt().Transforms.Standardize("Features"))
            .Append(ml.GradExt().Regression(Network.Mlp(64, 64).WithDropout(0.1), labelColumnName: "Price"));

        var model = pipeline.Fit(train);
        var metrics = ml.Regression.Evaluate(model.Transform(test), labelColumnName: "Price");
        // end-snippet

        Assert.True(metrics.RSquared > 0.8, $"R² {metrics.RSquared}");
        using var folder = new TempFolder();
        var path = folder["training.html"];

        // snippet:report
        var report = model.LastTransformer.Report;
        report.SaveHtml(path);                                   // one file: curves, gradient health, settings
        File.WriteAllText(path + ".svg", report.ToSvg("loss"));  // or any curve by itself
        // end-snippet

        Assert.Contains("</html>", File.ReadAllText(path));
        var file = folder["price.zip"];

        // snippet:saving
        ml.Model.Save(model, train.Schema, file);
        var loaded = ml.Model.Load(file, out var schema);        // in this or any other process
        var network = ml.GradExt().FindNetwork(loaded);          // our own stage of the loaded chain
        // end-snippet

        Assert.NotNull(network.Model);
        Assert.Equal(3, schema.Count(column => column.Name is "Size" or "Rooms" or "Age"));
        Assert.Equal(metrics.RSquared, ml.Regression.Evaluate(loaded.Transform(test), labelColumnName: "Price").RSquared, 1e-6);
    }

    [Fact]
    public void Options_say_how_to_train()
    {
        var (train, _) = Houses();
        var ml = new MLContext(seed: 7);

        // snippet:options
        var options = new TrainingOptions
        {
            Optimizer = Optimizer.AdamW(Schedule.Warmup(to: 1e-3, steps: 50).Then(Schedule.Cosine(1e-3, 1e-5))),
            Gradients = [Gradient.ClipByGlobalNorm(1.0)],
            Callbacks = [Callback.EarlyStopping("val_loss", patience: 5)],
            Epochs = 20,
            BatchSize = 32,
            ValidationFraction = 0.1,
            Device = Device.Auto,
            Seed = 7,
        };
        var trainer = ml.GradExt().Regression(Network.ResidualMlp(width: 32, blocks: 2), labelColumnName: "Price", options: options);
        // end-snippet

        var model = ml.Transforms.Concatenate("Features", "Size", "Rooms", "Age").Append(ml.GradExt().Transforms.Standardize("Features")).Append(trainer).Fit(train);
        Assert.True(model.LastTransformer.Report.History.Epochs.Count <= 20);
    }

    [Fact]
    public void A_link_of_your_own_is_one_method()
    {
        var (train, _) = Houses();
        var ml = new MLContext(seed: 7);
        var options = new TrainingOptions { Gradients = [new SignOnly()], Optimizer = Optimizer.Sgd(1e-3), Epochs = 2 };
        var model = ml.Transforms.Concatenate("Features", "Size", "Rooms", "Age").Append(ml.GradExt().Transforms.Standardize("Features"))
            .Append(ml.GradExt().Regression(Network.Linear(), labelColumnName: "Price", options: options)).Fit(train);
        Assert.Equal(2, model.LastTransformer.Report.History.Epochs.Count);
    }

    // snippet:own-link
    public sealed record SignOnly : GradientTransform
    {
        public override void Apply(GradientStep step)
        {
            foreach (var gradient in step.Gradients) gradient.sign_();
        }
    }
    // end-snippet

    private static (IDataView Train, IDataView Test) Houses()
    {
        var random = new Random(1);
        var houses = Enumerable.Range(0, 600).Select(_ =>
        {
            var (size, rooms, age) = (40 + random.NextDouble() * 160, random.Next(1, 7), random.NextDouble() * 80);
            return new House { Size = (float)size, Rooms = rooms, Age = (float)age, Price = (float)(size * 2_000 + rooms * 8_000 - age * 900 + random.NextDouble() * 10_000) };
        });
        var split = Data.Data.TrainTestSplit(Data.Data.LoadFromEnumerable(houses.ToList()), testFraction: 0.2, seed: 1);
        return (split.TrainSet, split.TestSet);
    }

    private sealed class House
    {
        public float Size { get; set; }

        public float Rooms { get; set; }

        public float Age { get; set; }

        public float Price { get; set; }
    }
}
