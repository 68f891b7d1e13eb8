using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Training;

public class BadInputTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static string Refused<TException>(Func<object> action) where TException : Exception => Assert.ThrowsAny<TException>(action).Message;

    [Fact]
    public void A_missing_column_is_named_with_the_nearest_one()
    {
        var view = Ml.View(Rows.Line(10), 2);
        var message = Refused<ArgumentException>(() => Ml.GradExt().Regression(Network.Linear(), "Lable", "Faetures", "Wieght").Fit(view));
        Assert.Contains("'Lable'", message);
        Assert.Contains("Did you mean 'Label'?", message);
        Assert.Contains("'Features'", message);
        Assert.Contains("'Weight'", message);
    }

    [Fact]
    public void A_wrong_label_type_says_how_to_convert()
    {
        Assert.Contains("MapValueToKey", Refused<ArgumentException>(() => Ml.GradExt().MulticlassClassification(Network.Linear(), "Class").Fit(Ml.View(Rows.Blobs(9), 2))));
        Assert.Contains("Boolean", Refused<ArgumentException>(() => Ml.GradExt().BinaryClassification(Network.Linear()).Fit(Ml.View(Rows.Line(9), 2))));
        Assert.Contains("Single", Refused<ArgumentException>(() => Ml.GradExt().Regression(Network.Linear()).Fit(Ml.View(Rows.Halves(9), 2))));
    }

    [Fact]
    public void Wrong_features_say_how_to_gather_them()
    {
        var unknown = Ml.Data.LoadFromEnumerable(Rows.Line(9));
        Assert.Contains("Concatenate", Refused<ArgumentException>(() => Ml.GradExt().Regression(Network.Linear()).Fit(unknown)));
        Assert.Contains("Concatenate", Refused<ArgumentException>(() => Ml.GradExt().Regression(Network.Linear(), featureColumnName: "Weight").Fit(unknown)));
    }

    [Fact]
    public void A_pipeline_refuses_wrong_columns_too()
    {
        var view = Ml.View(Rows.Blobs(9), 2);
        var pipeline = Ml.Transforms.CopyColumns("Copy", "Features").Append(Ml.GradExt().MulticlassClassification(Network.Linear(), "Class", "Copy"));
        Assert.Contains("MapValueToKey", Refused<ArgumentException>(() => pipeline.Fit(view)));
    }

    [Fact]
    public void An_empty_view_is_refused()
    {
        Assert.Contains("no rows", Refused<InvalidOperationException>(() => Ml.GradExt().Regression(Network.Linear()).Fit(Ml.View(Rows.Line(0), 2))));
        Assert.Contains("validation view", Refused<InvalidOperationException>(() => Ml.GradExt().Regression(Network.Linear()).Fit(Ml.View(Rows.Line(9), 2), Ml.View(Rows.Line(0), 2))));
    }

    [Theory]
    [InlineData(float.NaN, "ReplaceMissingValues")]
    [InlineData(float.NegativeInfinity, "infinite")]
    public void An_unsound_feature_is_found_with_row_slot_and_hint(float bad, string hint)
    {
        var rows = Rows.Line(40);
        rows[23].Features[1] = bad;
        var message = Refused<InvalidOperationException>(() => Ml.GradExt().Regression(Network.Linear()).Fit(Ml.View(rows, 2)));
        Assert.Contains("row 23", message);
        Assert.Contains("slot 1", message);
        Assert.Contains(hint, message);
    }

    [Fact]
    public void An_unsound_label_or_weight_is_found_with_its_row()
    {
        var rows = Rows.Line(40);
        rows[5].Label = float.NaN;
        Assert.Contains("row 5", Refused<InvalidOperationException>(() => Ml.GradExt().Regression(Network.Linear()).Fit(Ml.View(rows, 2))));
        rows = Rows.Line(40);
        rows[6].Weight = -1;
        Assert.Contains("row 6", Refused<InvalidOperationException>(() => Ml.GradExt().Regression(Network.Linear(), exampleWeightColumnName: "Weight").Fit(Ml.View(rows, 2))));
        foreach (var row in rows) row.Weight = 0;
        Assert.Contains("Every weight", Refused<InvalidOperationException>(() => Ml.GradExt().Regression(Network.Linear(), exampleWeightColumnName: "Weight").Fit(Ml.View(rows, 2))));
    }

    [Fact]
    public void A_missing_key_is_found_with_its_row()
    {
        var known = Ml.View(Rows.Blobs(9), 2);
        var odd = Rows.Blobs(9);
        odd[4].Class = "violet";
        var mapped = Ml.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(known).Transform(Ml.View(odd, 2));
        Assert.Contains("row 4", Refused<InvalidOperationException>(() => Ml.GradExt().MulticlassClassification(Network.Linear()).Fit(mapped)));
    }

    [Fact]
    public void One_class_only_is_refused()
    {
        var yes = Ml.View(Rows.Halves(20).Select(r => new BooleanRow { Features = r.Features, Label = true }), 2);
        Assert.Contains("true", Refused<InvalidOperationException>(() => Ml.GradExt().BinaryClassification(Network.Linear()).Fit(yes)));
        var red = Ml.View(Rows.Blobs(20).Select(r => new ClassRow { Features = r.Features, Class = "red" }), 2);
        var mapped = Ml.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(red).Transform(red);
        Assert.Contains("'red'", Refused<InvalidOperationException>(() => Ml.GradExt().MulticlassClassification(Network.Linear()).Fit(mapped)));
    }

    [Fact]
    public void Another_vector_size_is_refused_when_scoring_and_in_validation()
    {
        var model = Ml.GradExt().Regression(Network.Linear(), options: Rows.Quick(1)).Fit(Ml.View(Rows.Line(20), 2));
        var wide = Ml.View(Rows.Line(5).Select(r => new NumberRow { Features = [.. r.Features, 0] }), 3);
        Assert.Contains("trained on", Refused<ArgumentException>(() => model.Transform(wide)));
        Assert.Contains("'Features'", Refused<ArgumentException>(() => model.Transform(Ml.Data.LoadFromEnumerable(new[] { new Scored() }))));
        Assert.Contains("3 features", Refused<ArgumentException>(() => Ml.GradExt().Regression(Network.Linear()).Fit(Ml.View(Rows.Line(20), 2), wide)));
    }

    [Fact]
    public void Impossible_options_are_reported_together()
    {
        var message = Refused<ArgumentException>(() => Ml.GradExt().Regression(new RegressionOptions
        {
            LabelColumnName = "",
            ShuffleRows = 0,
            MemoryLimit = -1,
            Training = new TrainingOptions { Epochs = 0, BatchSize = -3, ValidationFraction = 2 },
        }));
        foreach (var part in new[] { "LabelColumnName", "ShuffleRows", "MemoryLimit", "Epochs", "BatchSize", "ValidationFraction" }) Assert.Contains(part, message);
    }

    [SkippableFact]
    public void A_device_that_is_not_there_is_refused_before_training()
    {
        Skip.If(TorchSharp.torch.cuda.is_available(), "this machine has CUDA");
        var message = Refused<InvalidOperationException>(() => Ml.GradExt().Regression(Network.Linear(), options: Rows.Quick() with { Device = Device.Cuda(3) }).Fit(Ml.View(Rows.Line(9), 2)));
        Assert.Contains("Cuda(3)", message);
    }

    [Fact]
    public void A_cancelled_fit_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var trainer = Ml.GradExt().Regression(new RegressionOptions { Network = Network.Linear(), CancellationToken = stop.Token });
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(Ml.View(Rows.Line(9), 2)));
    }
}
