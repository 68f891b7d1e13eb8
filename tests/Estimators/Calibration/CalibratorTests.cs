using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests.Calibration;

/// <summary>Temperature scaling of networks that were trained until they are too sure of themselves, on real data.</summary>
public sealed class CalibratorTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 3);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-calibration").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed record Parts(IDataView Train, IDataView HeldOut, IDataView Test);

    [Theory]
    [InlineData("breast_cancer")]
    [InlineData("digits")]
    public void An_overfitted_network_becomes_honest_and_predicts_the_same(string data)
    {
        var (pipeline, parts) = Overfitting(data);
        var model = pipeline.Fit(parts.Train);
        // snippet:calibration
        var calibrated = _ml.GradExt().Calibrators.Temperature(model, parts.HeldOut);
        // end-snippet
        Assert.True(calibrated.Calibration.Temperature > 1.2, $"{calibrated.Calibration}");

        IDataView before = model.Transform(parts.Test), after = calibrated.Model.Transform(parts.Test);
        CalibrationFigures worse = _ml.GradExt().Calibrators.Evaluate(before), better = _ml.GradExt().Calibrators.Evaluate(after);
        Assert.True(better.LogLoss < 0.95 * worse.LogLoss, $"{calibrated.Calibration}; on test rows {worse} to {better}");
        if (data == "digits") Assert.Equal(before.GetColumn<uint>("PredictedLabel"), after.GetColumn<uint>("PredictedLabel"));
        else
        {
            Assert.Equal(before.GetColumn<bool>("PredictedLabel"), after.GetColumn<bool>("PredictedLabel"));
            Assert.Equal(before.GetColumn<float>("Score"), after.GetColumn<float>("Score"));
            Assert.Equal(_ml.BinaryClassification.Evaluate(after).LogLoss * Math.Log(2), better.LogLoss, 1e-4);
        }
    }

    [SkippableFact]
    public void A_large_set_shows_the_calibration_error_shrink()
    {
        // The error over fifteen bins is itself uncertain by hundredths where there are few rows.
        var rows = _ml.Data.TakeRows(Adult.Load(_ml, "adult-train.csv.gz"), 6000);
        var model = Adult.Preparation(_ml).Append(_ml.GradExt().BinaryClassification(Network.Mlp(64, 64), options: new TrainingOptions { Epochs = 40, Seed = 4, Device = Device.Cpu })).Fit(_ml.Data.TakeRows(rows, 2000));
        var calibrated = _ml.GradExt().Calibrators.Temperature(model, _ml.Data.SkipRows(rows, 2000));
        var test = _ml.Data.TakeRows(Adult.Load(_ml, "adult-test.csv.gz"), 6000);
        CalibrationFigures worse = _ml.GradExt().Calibrators.Evaluate(model.Transform(test)), better = _ml.GradExt().Calibrators.Evaluate(calibrated.Model.Transform(test));
        Assert.True(better.LogLoss < 0.8 * worse.LogLoss && better.ExpectedCalibrationError < 0.6 * worse.ExpectedCalibrationError, $"{calibrated.Calibration}; on test rows {worse} to {better}");
    }

    [SkippableTheory]
    [InlineData("breast_cancer")]
    [InlineData("digits")]
    public void The_temperature_goes_where_the_model_goes(string data)
    {
        var (pipeline, parts) = Overfitting(data);
        var (model, calibration) = _ml.GradExt().Calibrators.Temperature(pipeline.Fit(parts.Train), parts.HeldOut);
        var expected = Probabilities(model.Transform(parts.Test));
        string zip = Path.Combine(_folder, "model.zip"), bundle = Path.Combine(_folder, "model.mlgx"), onnx = Path.Combine(_folder, "model.onnx");
        _ml.Model.Save(model, parts.Test.Schema, zip);
        _ml.GradExt().Save(model, parts.Test.Schema, bundle);
        var fresh = new MLContext();
        var loaded = fresh.Model.Load(zip, out _);
        Near(expected, Probabilities(loaded.Transform(parts.Test)));
        Near(expected, Probabilities(fresh.GradExt().Restore(loaded).Transform(parts.Test)));
        Near(expected, Probabilities(fresh.GradExt().Load(bundle).Transform(parts.Test)));
        using (var entries = System.IO.Compression.ZipFile.OpenRead(bundle))
        using (var manifest = entries.GetEntry("manifest.json")!.Open())
            Assert.Contains($"\"temperature\": {System.Text.Json.JsonSerializer.Serialize((float)calibration.Temperature)}", new StreamReader(manifest).ReadToEnd());
        Near(expected, Probabilities(fresh.GradExt().ToPortable(model).Transform(parts.Test)));
        // A loaded model is calibrated as well, anew.
        var again = fresh.GradExt().Calibrators.Temperature(loaded, parts.HeldOut);
        Near(expected, Probabilities(again.Model.Transform(parts.Test)));

        _ml.GradExt().ExportToOnnx(model, onnx);
        var features = model.Transform(parts.Test).GetColumn<float[]>("Features").ToArray();
        var result = OnnxRuntime.Run([new OnnxJob(onnx, "Features", [features.Length, features[0].Length], [.. features.SelectMany(f => f)], [data == "digits" ? "Score" : "Probability"])])[0];
        Assert.Null(result.Error);
        Near(expected, result.Outputs![0]);
    }

    [Fact]
    public void A_trainer_calibrates_on_its_validation_rows()
    {
        var (_, raw) = Overfitting("breast_cancer");
        var scale = _ml.GradExt().Transforms.Standardize("Features").Fit(raw.Train);
        var parts = new Parts(scale.Transform(raw.Train), scale.Transform(raw.HeldOut), scale.Transform(raw.Test));
        NetworkBinaryClassificationTransformer Fit(bool calibrate, IDataView? validation = null) => _ml.GradExt().BinaryClassification(new BinaryClassificationOptions
        {
            Network = Network.Mlp(64, 64), CalibrateTemperature = calibrate,
            Training = new TrainingOptions { Epochs = 60, Seed = 4, Device = Device.Cpu, ValidationFraction = validation is null ? 0.3 : 0 },
        }).Fit(parts.Train, validation);
        NetworkBinaryClassificationTransformer plain = Fit(false), calibrated = Fit(true);
        Assert.Equal(plain.Transform(parts.Test).GetColumn<float>("Score"), calibrated.Transform(parts.Test).GetColumn<float>("Score")); // the same run
        Assert.Equal(1, plain.Temperature);
        Assert.Equal((float)calibrated.Calibration!.Temperature, calibrated.Temperature);
        Assert.True(calibrated.Calibration.After.LogLoss < calibrated.Calibration.Before.LogLoss, $"{calibrated.Calibration}");
        Assert.Equal(calibrated.Report.History.Epochs[^1].Values["val_loss"], calibrated.Calibration.Before.LogLoss, 1e-4);
        Assert.Equal(calibrated.Temperature, calibrated.WithThreshold(1).Temperature);
        Assert.Equal(_ml.GradExt().Calibrators.Temperature(plain, parts.HeldOut).Calibration.Rows, Fit(true, parts.HeldOut).Calibration!.Rows);

        Assert.Contains("ValidationFraction", Assert.Throws<InvalidOperationException>(() => _ml.GradExt().BinaryClassification(new BinaryClassificationOptions { CalibrateTemperature = true }).Fit(parts.Train)).Message);
    }

    [Fact]
    public void Platt_works_downstream()
    {
        var (pipeline, parts) = Overfitting("breast_cancer");
        var network = pipeline.Fit(parts.Train);
        var platt = _ml.BinaryClassification.Calibrators.Platt().Fit(network.Transform(parts.HeldOut));
        var model = network.Append(platt);
        CalibrationFigures before = _ml.GradExt().Calibrators.Evaluate(network.Transform(parts.Test)), after = _ml.GradExt().Calibrators.Evaluate(model.Transform(parts.Test));
        Assert.True(after.LogLoss < before.LogLoss, $"{before} to {after}");
        // The temperature is no obstacle: Platt reads the score.
        var both = ((TransformerChain<ITransformer>)_ml.GradExt().Calibrators.Temperature(network, parts.HeldOut).Model).Append(platt);
        Assert.Equal(model.Transform(parts.Test).GetColumn<float>("Probability"), both.Transform(parts.Test).GetColumn<float>("Probability"), (a, b) => Math.Abs(a - b) <= 1e-6f);
    }

    [Fact]
    public void What_can_not_be_calibrated_says_why()
    {
        var view = _ml.View(Rows.Line(40), 2);
        var regression = _ml.GradExt().Regression(Network.Linear(), options: Rows.Quick(1)).Fit(view);
        Assert.Contains("regression", Assert.Throws<NotSupportedException>(() => _ml.GradExt().Calibrators.Temperature(regression, view)).Message);
        var halves = _ml.View(Rows.Halves(40), 2);
        var binary = _ml.GradExt().BinaryClassification(Network.Linear(), options: Rows.Quick(1)).Fit(halves);
        Assert.Contains("portable", Assert.Throws<NotSupportedException>(() => _ml.GradExt().Calibrators.Temperature(_ml.GradExt().ToPortable(binary), halves)).Message);
        Assert.Contains("'Lable'. Did you mean 'Label'?", Assert.Throws<ArgumentException>(() => _ml.GradExt().Calibrators.Temperature(binary, halves, "Lable")).Message);
        Assert.Contains("Boolean", Assert.Throws<ArgumentException>(() => _ml.GradExt().Calibrators.Temperature(binary, view)).Message);
        Assert.Contains("no network", Assert.Throws<ArgumentException>(() => _ml.GradExt().Calibrators.Temperature(_ml.Transforms.CopyColumns("A", "Label").Fit(view), view)).Message);
        Assert.Contains("no rows", Assert.Throws<InvalidOperationException>(() => _ml.GradExt().Calibrators.Temperature(binary, _ml.View(Rows.Halves(0), 2))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => binary.WithTemperature(0));
        Assert.Contains("Single", Assert.Throws<ArgumentException>(() => _ml.GradExt().Calibrators.Evaluate(view)).Message);
    }

    /// <summary>A pipeline whose network learns a few rows by heart, and those rows, others to calibrate on, and others to judge by.</summary>
    private (IEstimator<TransformerChain<ITransformer>> Pipeline, Parts Parts) Overfitting(string data)
    {
        var rows = DataSets.Sample(data + ".csv");
        new Random(7).Shuffle(rows);
        int train = data == "digits" ? 150 : 100, heldOut = data == "digits" ? 600 : 200;
        var options = new TrainingOptions { Epochs = 60, Seed = 4, Device = Device.Cpu, Optimizer = Optimizer.Adam(3e-3) };
        IEstimator<ITransformer> scale = _ml.GradExt().Transforms.Standardize("Features");
        var start = new EstimatorChain<ITransformer>().Append(scale);
        IDataView View((float[] Features, float Label)[] part) =>
            data == "digits" ? _ml.View(part.Select(r => new ClassRow { Features = r.Features, Class = r.Label.ToString("0") }).ToArray(), 64)
                : _ml.View(part.Select(r => new BooleanRow { Features = r.Features, Label = r.Label == 1 }).ToArray(), 30);
        IEstimator<ITransformer> network = data == "digits" ? _ml.GradExt().MulticlassClassification(Network.Mlp(64, 64), options: options) : _ml.GradExt().BinaryClassification(Network.Mlp(64, 64), options: options);
        IEstimator<ITransformer> keys = _ml.Transforms.Conversion.MapValueToKey("Label", "Class");
        return ((data == "digits" ? start.Append(keys) : start).Append(network), new Parts(View(rows[..train]), View(rows[train..(train + heldOut)]), View(rows[(train + heldOut)..])));
    }

    private static float[] Probabilities(IDataView scored) => scored.Schema.GetColumnOrNull("Probability") is not null
        ? [.. scored.GetColumn<float>("Probability")] : [.. scored.GetColumn<float[]>("Score").SelectMany(s => s)];

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5f);
    }
}
