using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests.Deploy;

public sealed class DeployTests : IDisposable
{
    private static readonly string[] s_tasks = ["regression", "binary", "multiclass"];
    private readonly MLContext _ml = new(seed: 5);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-deploy").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Tasks => new(s_tasks);

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_portable_model_scores_alike_and_survives_a_file(string task)
    {
        var (view, model) = Fit(task);
        // snippet:portable
        var portable = _ml.GradExt().ToPortable(model);
        // end-snippet
        Near(Scores(model.Transform(view), task), Scores(portable.Transform(view), task));
        Assert.Equal(_ml.GradExt().FindNetwork(model).Report.Charts().Select(c => c.Title), (portable as IEnumerable<ITransformer> ?? [portable]).OfType<PortableTransformer>().Single().Report.Charts().Select(c => c.Title));
        Assert.Equal(model.Transform(view).Schema.Select(c => (c.Name, $"{c.Type}")), portable.Transform(view).Schema.Select(c => (c.Name, $"{c.Type}")));

        var fresh = new MLContext();
        var path = Path.Combine(_folder, "model.zip");
        _ml.Model.Save(portable, view.Schema, path);
        var loaded = fresh.Model.Load(path, out _);
        Near(Scores(model.Transform(view), task), Scores(loaded.Transform(view), task));
        Near(Scores(model.Transform(view), task), Scores(fresh.GradExt().ToPortable(loaded).Transform(view), task));
        Near(Scores(model.Transform(view), task), Scores(fresh.GradExt().Restore(loaded).Transform(view), task));
        Assert.Equal(_ml.GradExt().FindNetwork(model).Model.Recipe, fresh.GradExt().FindNetwork(loaded).Model.Recipe);
    }

    [Fact]
    public void A_portable_model_serves_a_prediction_engine()
    {
        var (view, model) = Fit("regression");
        var portable = _ml.GradExt().ToPortable(model);
        using var engine = _ml.Model.CreatePredictionEngine<NumberRow, Scored>(portable, inputSchemaDefinition: Rows.Definition<NumberRow>(2));
        var expected = Scores(model.Transform(view), "regression");
        Near(expected[..20], [.. Rows.Line(60)[..20].Select(row => engine.Predict(row).Score)]);
    }

    [SkippableFact]
    public void Saved_models_score_in_a_process_without_libtorch()
    {
        var expected = new List<float[]>();
        foreach (var task in s_tasks)
        {
            var (view, model) = Fit(task);
            _ml.Model.Save(model, view.Schema, Path.Combine(_folder, task + ".zip"));
            _ml.GradExt().Save(model, view.Schema, Path.Combine(_folder, task + ".bundle"));
            expected.Add(Scores(model.Transform(view), task));
        }
        var own = _ml.GradExt().Regression(Network.Sequential(new OwnLayer()), options: Rows.Quick(1)).Fit(_ml.View(Rows.Line(20), 2));
        _ml.GradExt().Save(own, _ml.View(Rows.Line(20), 2).Schema, Path.Combine(_folder, "own.bundle"));
        // TorchSharp writes where it looked for libtorch before the answer.
        var output = Child.RunIn(WithoutTorch(), ["portable", _folder, .. s_tasks]);
        var lines = output[output.LastIndexOf("usable:", StringComparison.Ordinal)..].Split('\n');
        Skip.If(lines[0].Contains("usable: True", StringComparison.Ordinal), "this process finds a libtorch outside its own folder");
        for (var i = 0; i < s_tasks.Length; i++)
            Near(expected[i], [.. lines[i + 1].Trim().Split(' ').Select(s => float.Parse(s, CultureInfo.InvariantCulture))]);
        Assert.Contains("OwnLayer", lines[^2]);
        Assert.All(lines[^2..], line => Assert.Contains("libtorch is missing", line));
    }

    [SkippableFact]
    public void Onnx_runtime_scores_all_tasks_alike()
    {
        var jobs = new List<OnnxJob>();
        var expected = new List<float[]>();
        foreach (var task in s_tasks)
        {
            var (view, model) = Fit(task);
            var path = Path.Combine(_folder, task + ".onnx");
            // snippet:onnx
            _ml.GradExt().ExportToOnnx(model, path);
            // end-snippet
            var scored = model.Transform(view);
            var features = scored.GetColumn<float[]>("Features").ToArray();
            jobs.Add(new OnnxJob(path, "Features", [features.Length, 2], [.. features.SelectMany(f => f)], task == "binary" ? ["Score", "Probability"] : ["Score"]));
            expected.Add(Scores(scored, task));
        }
        var results = OnnxRuntime.Run(jobs);
        Assert.All(results, result => Assert.Null(result.Error));
        for (var i = 0; i < jobs.Count; i++) Near(expected[i], results[i].Outputs![0]);
        Near([.. expected[1].Select(score => 1 / (1 + MathF.Exp(-score)))], results[1].Outputs![1]);
    }

    [Fact]
    public void What_can_not_be_deployed_says_why()
    {
        var view = _ml.View(Rows.Line(20), 2);
        var module = _ml.GradExt().Regression(Network.FromModule("mine", c => TorchSharp.torch.nn.Linear(2, c.OutputSize)), options: Rows.Quick(1)).Fit(view);
        var path = Path.Combine(_folder, "mine.onnx");
        Assert.Contains("mine", Assert.Throws<NotSupportedException>(() => _ml.GradExt().ExportToOnnx(module, path)).Message);
        Assert.False(File.Exists(path));
        Assert.Contains("no network", Assert.Throws<ArgumentException>(() => _ml.GradExt().ToPortable(_ml.Transforms.CopyColumns("A", "Label").Fit(view))).Message);
    }

    /// <summary>A layer that only torch knows.</summary>
    public sealed record OwnLayer : Layer
    {
        public override ValueList<long> OutputShape(ValueList<long> input, string path) => input;

        protected override TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Create(LayerContext context) => TorchSharp.torch.nn.Identity();
    }

    private (IDataView View, ITransformer Model) Fit(string task)
    {
        var (view, pipeline) = Child.Pipeline(_ml, task);
        return (view, pipeline.Fit(view));
    }

    /// <summary>A copy of this assembly's folder that lacks the native libraries of torch.</summary>
    private string WithoutTorch()
    {
        var copy = Path.Combine(_folder, "app");
        var own = Path.GetDirectoryName(typeof(Child).Assembly.Location)!;
        foreach (var file in Directory.EnumerateFiles(own, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(file);
            if (name.Contains("torch", StringComparison.OrdinalIgnoreCase) && name != "TorchSharp.dll") continue;
            var to = Path.Combine(copy, Path.GetRelativePath(own, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return copy;
    }

    private static float[] Scores(IDataView scored, string task) => task == "multiclass" ? [.. scored.GetColumn<float[]>("Score").SelectMany(s => s)] : [.. scored.GetColumn<float>("Score")];

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5f * Math.Max(1, Math.Abs(expected[i])));
    }
}
