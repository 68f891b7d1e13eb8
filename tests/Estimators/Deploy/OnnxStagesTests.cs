using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Testing;
using MLNetGradExt.Transforms;

namespace MLNetGradExt.Tests.Deploy;

/// <summary>ONNX files that take the original columns.</summary>
public sealed class OnnxStagesTests : IDisposable
{
    private const int Count = 40;
    private readonly MLContext _ml = new(seed: 5);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-onnx").FullName;
    private readonly HouseRow[] _rows;
    private readonly IDataView _view;

    public OnnxStagesTests()
    {
        var random = new Random(3);
        float Next(double low, double high) => (float)(low + random.NextDouble() * (high - low));
        _rows = [.. Enumerable.Range(0, Count).Select(i => new HouseRow { Area = Next(1e6, 1e6 + 50), Place = [Next(-1, 1), Next(0, 1e-3)], Age = i % 7 == 0 ? float.NaN : Next(0, 90), Kind = i % 3 == 0 ? "flat" : "house", Label = Next(0, 1) })];
        _view = _ml.Data.LoadFromEnumerable(_rows);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void Onnx_runtime_scores_original_columns_alike()
    {
        var network = _ml.GradExt().Regression(Network.Mlp(8), options: Rows.Quick(3));
        var transforms = _ml.Transforms;
        (string Name, ITransformer Model, string[] Inputs)[] models =
        [
            ("standardize", transforms.Concatenate("Features", "Place", "Area").Append(_ml.GradExt().Transforms.Standardize("Features")).Append(network).Fit(_view), ["Area", "Place"]),
            ("stock", transforms.NormalizeMinMax("Area").Append(transforms.NormalizeMeanVariance("Flat", "Place", fixZero: false)).Append(transforms.CopyColumns("Copy", "Flat"))
                .Append(transforms.Concatenate("Features", "Area", "Copy", "Area")).Append(transforms.SelectColumns("Features", "Label")).Append(network).Fit(_view), ["Area", "Place"]),
            ("missing", transforms.Concatenate("Features", "Age", "Place")
                .Append(_ml.GradExt().Transforms.Standardize(new StandardizeOptions { Columns = [new InputOutputColumnPair("Features")], MissingValues = MissingValues.ImputeMean })).Append(network).Fit(_view), ["Age", "Place"]),
            ("image", transforms.Concatenate("Features", "Place", "Place").Append(_ml.GradExt().Regression(Network.Sequential(Layer.Reshape(1, 2, 2), Layer.Conv2d(2, 2)), options: Rows.Quick(2))).Fit(_view), ["Place"]),
        ];
        var jobs = new List<OnnxJob>();
        var expected = new List<float[]>();
        foreach (var (name, model, inputs) in models)
        {
            foreach (var one in new[] { model, Loaded(model) })
            {
                var path = Path.Combine(_folder, $"{name}{jobs.Count}.onnx");
                var result = _ml.GradExt().ExportToOnnx(one, _view.Schema, path);
                Assert.Empty(result.LeftOut);
                Assert.Equal(inputs, result.Inputs.Select(i => i.Name).Order());
                OnnxFeed[] feeds = [.. result.Inputs.Select(i => Feed(i.Name))];
                jobs.Add(new OnnxJob(path, feeds[0].Input, [0], [], ["Score"]) { More = feeds });
                expected.Add([.. model.Transform(_view).GetColumn<float>("Score")]);
            }
        }
        var results = OnnxRuntime.Run(jobs);
        for (var i = 0; i < jobs.Count; i++)
        {
            Assert.Null(results[i].Error);
            for (var row = 0; row < Count; row++) Assert.Equal(expected[i][row], results[i].Outputs![0][row], 2e-5f);
        }
    }

    [Fact]
    public void What_can_not_be_carried_is_said()
    {
        var model = _ml.Transforms.Categorical.OneHotEncoding("Kinds", "Kind").Append(_ml.Transforms.NormalizeBinning("Binned", "Area")).Append(_ml.Transforms.CopyColumns("Unused", "Label"))
            .Append(_ml.Transforms.Concatenate("Features", "Kinds", "Binned", "Place")).Append(_ml.GradExt().Transforms.Standardize("Features"))
            .Append(_ml.GradExt().Regression(Network.Linear(), options: Rows.Quick(1))).Fit(_view);
        // snippet:onnx-stages
        var result = _ml.GradExt().ExportToOnnx(model, _view.Schema, Path.Combine(_folder, "model.onnx"));
        // end-snippet
        Assert.Equal(["Binned", "Kinds", "Place"], result.Inputs.Select(i => i.Name).Order());
        Assert.Equal(["ColumnConcatenatingTransformer", "NormalizingTransformer"], result.Included);
        Assert.Contains("NormalizingTransformer", result.LeftOut);
        Assert.DoesNotContain("ColumnCopyingTransformer", result.LeftOut);
        Assert.Contains("Left out, to be applied before: ", result.ToString());
        Assert.Contains("no network", Assert.Throws<ArgumentException>(() => _ml.GradExt().ExportToOnnx(_ml.Transforms.CopyColumns("A", "Label").Fit(_view), _view.Schema, "x")).Message);
    }

    private ITransformer Loaded(ITransformer model)
    {
        using var file = new MemoryStream();
        _ml.Model.Save(model, _view.Schema, file);
        file.Position = 0;
        return new MLContext().Model.Load(file, out _);
    }

    private OnnxFeed Feed(string name) => name switch
    {
        "Area" => new(name, [Count, 1], [.. _rows.Select(r => (float?)r.Area)]),
        "Age" => new(name, [Count, 1], [.. _rows.Select(r => float.IsNaN(r.Age) ? null : (float?)r.Age)]),
        _ => new(name, [Count, 2], [.. _rows.SelectMany(r => r.Place).Select(v => (float?)v)]),
    };

    private sealed class HouseRow
    {
        public float Area { get; set; }

        [VectorType(2)] public float[] Place { get; set; } = [];

        public float Age { get; set; }

        public string Kind { get; set; } = "";

        public float Label { get; set; }
    }
}
