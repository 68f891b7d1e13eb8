using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Persistence;

public class SaveLoadTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static ITransformer SavedAndLoaded(ITransformer model, DataViewSchema schema, MLContext fresh)
    {
        using var file = new MemoryStream();
        Ml.Model.Save(model, schema, file);
        file.Position = 0;
        return fresh.Model.Load(file, out _);
    }

    private static void Same(IEnumerable<float> expected, IEnumerable<float> actual)
    {
        foreach (var (a, b) in expected.Zip(actual, (a, b) => (a, b))) Assert.Equal(a, b, 1e-5f);
        Assert.Equal(expected.Count(), actual.Count());
    }

    [Fact]
    public void A_regression_survives()
    {
        var view = Ml.View(Rows.Line(50), 2);
        var model = Ml.GradExt().Transforms.Standardize("Features").Append(Ml.GradExt().Regression(Network.Mlp(8).WithNormalization(Normalization.Batch), options: Rows.Quick(3))).Fit(view);
        var fresh = new MLContext();
        var loaded = SavedAndLoaded(model, view.Schema, fresh);
        var expected = model.Transform(view).GetColumn<float>("Score").ToArray();
        Same(expected, loaded.Transform(view).GetColumn<float>("Score").ToArray());
        Assert.Equal(expected, fresh.GradExt().Restore(loaded).Transform(view).GetColumn<float>("Score"));
        Assert.All(loaded.Transform(view).Schema, column => Assert.DoesNotContain("MLNetGradExt", column.IsHidden ? "" : column.Name));
        var network = Assert.IsType<NetworkRegressionTransformer>(fresh.GradExt().FindNetwork(loaded));
        Assert.Equal(model.LastTransformer.LabelMean, network.LabelMean);
        Assert.Equal(model.LastTransformer.Report.History.ToJson(), network.Report.History.ToJson());
        Assert.Contains("<svg", network.Report.ToPage().ToHtml());
        Assert.Equal(model.LastTransformer.Model.Recipe, network.Model.Recipe);
    }

    [Fact]
    public void A_binary_classifier_survives_with_stages_behind_it()
    {
        var view = Ml.View(Rows.Halves(60), 2);
        var trainer = Ml.GradExt().BinaryClassification(new BinaryClassificationOptions { Network = Network.Mlp(8), Threshold = 0.3f, Training = Rows.Quick(3) });
        var model = trainer.Append(Ml.Transforms.CopyColumns("Answer", "PredictedLabel")).Fit(view);
        var fresh = new MLContext();
        var loaded = SavedAndLoaded(model, view.Schema, fresh);
        Same(model.Transform(view).GetColumn<float>("Probability").ToArray(), loaded.Transform(view).GetColumn<float>("Probability").ToArray());
        Assert.Equal(model.Transform(view).GetColumn<bool>("Answer"), loaded.Transform(view).GetColumn<bool>("Answer"));
        Assert.Equal(0.3f, Assert.IsType<NetworkBinaryClassificationTransformer>(fresh.GradExt().FindNetwork(loaded)).Threshold);
        var metrics = fresh.BinaryClassification.Evaluate(loaded.Transform(view));
        Assert.Equal(Ml.BinaryClassification.Evaluate(model.Transform(view)).Accuracy, metrics.Accuracy);
    }

    [Fact]
    public void A_multiclass_classifier_survives_with_its_class_names()
    {
        var rows = Rows.Blobs(60);
        var view = Ml.View(rows, 2);
        var pipeline = Ml.Transforms.Conversion.MapValueToKey("Label", "Class")
            .Append(Ml.GradExt().MulticlassClassification(Network.Mlp(16), options: Rows.Quick()))
            .Append(Ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"));
        var model = pipeline.Fit(view);
        var fresh = new MLContext();
        var loaded = SavedAndLoaded(model, view.Schema, fresh);
        var scored = loaded.Transform(view);
        Assert.Equal(3, Assert.IsType<VectorDataViewType>(scored.Schema["Score"].Type).Size);
        Assert.Equal(rows.Select(r => r.Class), scored.GetColumn<string>("Name"));
        foreach (var (a, b) in model.Transform(view).GetColumn<float[]>("Score").Zip(scored.GetColumn<float[]>("Score"))) Same(a, b);
        Assert.True(fresh.MulticlassClassification.Evaluate(scored).MicroAccuracy > 0.99);
        using var engine = fresh.Model.CreatePredictionEngine<ClassRow, Named>(loaded, inputSchemaDefinition: Rows.Definition<ClassRow>(2));
        Assert.Equal(rows[4].Class, engine.Predict(rows[4]).Name);
        Assert.Equal(["red", "green", "blue"], Assert.IsType<NetworkMulticlassClassificationTransformer>(fresh.GradExt().FindNetwork(loaded)).ClassNames);
        Assert.Equal(rows.Select(r => r.Class), fresh.GradExt().Restore(loaded).Transform(view).GetColumn<string>("Name"));
    }

    private sealed class Named
    {
        public string Name { get; set; } = "";
    }

    [Fact]
    public void Two_networks_in_one_chain_do_not_mix_up()
    {
        var view = Ml.View(Rows.Line(60), 2);
        var model = Ml.GradExt().Regression(Network.Mlp(4), options: Rows.Quick(2, seed: 1)).Append(Ml.Transforms.CopyColumns("First", "Score"))
            .Append(Ml.GradExt().Regression(Network.Mlp(6), options: Rows.Quick(2, seed: 2))).Fit(view);
        var loaded = SavedAndLoaded(model, view.Schema, new MLContext());
        foreach (var name in new[] { "First", "Score" })
            Same(model.Transform(view).GetColumn<float>(name).ToArray(), loaded.Transform(view).GetColumn<float>(name).ToArray());
    }

    [Fact]
    public void A_network_of_several_parts_survives()
    {
        // 2,100² weights are over 16 MB, the length of a part.
        var view = Ml.View(Rows.Line(20), 2);
        var model = Ml.GradExt().Regression(Network.Mlp(2100, 2100), options: Rows.Quick(1) with { Optimizer = Optimizer.Sgd(1e-3) }).Fit(view);
        var fresh = new MLContext();
        var loaded = SavedAndLoaded(model, view.Schema, fresh);
        var expected = model.Transform(view).GetColumn<float>("Score").ToArray();
        Same(expected, loaded.Transform(view).GetColumn<float>("Score").ToArray());
        Assert.Equal(expected, fresh.GradExt().Restore(loaded).Transform(view).GetColumn<float>("Score"));
    }

    [Fact]
    public void A_loaded_model_scores_on_many_threads()
    {
        var view = Ml.View(Rows.Line(60), 2);
        var model = Ml.GradExt().Regression(Network.Mlp(4), options: Rows.Quick(2)).Fit(view);
        var loaded = SavedAndLoaded(model, view.Schema, new MLContext());
        var expected = model.Transform(view).GetColumn<float>("Score").ToArray();
        Parallel.For(0, 16, _ => Same(expected, loaded.Transform(view).GetColumn<float>("Score").ToArray()));
    }

    [Fact]
    public void A_module_of_code_says_why_it_can_not_be_saved()
    {
        var view = Ml.View(Rows.Line(20), 2);
        var network = Network.FromModule("mine", context => TorchSharp.torch.nn.Linear(2, context.OutputSize));
        var model = Ml.GradExt().Regression(network, options: Rows.Quick(1)).Fit(view);
        Assert.Contains("code", Assert.ThrowsAny<Exception>(() => Ml.Model.Save(model, view.Schema, new MemoryStream())).ToString());
        Assert.Contains("no network", Assert.Throws<ArgumentException>(() => Ml.GradExt().FindNetwork(Ml.Transforms.CopyColumns("A", "Label").Fit(view))).Message);
    }
}
